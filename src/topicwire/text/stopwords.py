"""Words too frequent to tell stories apart, by ISO 639-1 language. A table; parts left by an apostrophe are in it."""

from topicwire.text.wordlists import words

STOP_WORDS: dict[str, frozenset[str]] = {
    "en": words(
        "a about above after again against all also am an and any are as at be because been before being below",
        "between both but by can could d did didn do does doesn doing don down during each few for from further",
        "get gets had has have having he her here hers him his how i if in into is isn it its itself just ll m may",
        "me might more most must my no nor not now of off on once one only or other our ours out over own re s",
        "said same say says she should so some such t than that the their theirs them then there these they this",
        "those through to too under until up us ve very was we were what when where which while who whom why will",
        "with won would wouldn you your yours",
    ),
    "de": words(
        "aber alle allem allen aller als also am an auch auf aus bei beim bin bis da damit dann das dass dein dem",
        "den denn der des dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem",
        "einen einer eines er es etwas euch euer für gegen haben hat hatte hier hinter ich ihm ihn ihr ihre im in",
        "ins ist ja jede jeder jetzt kann kein keine können man mehr mein mit muss nach nicht noch nun nur ob oder",
        "ohne sehr sein seine seit sich sie sind so soll über um und uns unter vom von vor war waren was weil wenn",
        "wer werden wie wieder will wir wird wo wurde zu zum zur zwischen",
    ),
    "fr": words(
        "à au aussi aux avec avoir c car ce ceci cela ces cet cette ceux chez comme contre d dans de des donc dont",
        "du elle elles en encore entre est et été être eu eux fait il ils j je jusqu l la le les leur leurs lui m",
        "ma mais me même mes moi mon n ne ni nos notre nous on ont ou où par pas peu plus pour qu quand que quel",
        "quelle qui s sa sans se selon ses si son sont sous sur t ta te tes tout toute tous très tu un une vers",
        "vos votre vous y",
    ),
    "es": words(
        "a al algo ante antes aquí así aún como con contra cual cuando de del desde donde dos e el él ella ellas",
        "ellos en entre era es esa ese eso esta está estado estas este esto estos están fue ha han hasta hay la",
        "las le les lo los más me mi mientras muy nada ni no nos nosotros o os otra otro para pero poco por porque",
        "que qué quien se sea según ser si sí sido sin sobre son su sus también tan tanto te tiene todo todos tras",
        "tu un una unas uno unos y ya yo",
    ),
    "pt": words(
        "a à ao aos as às até com como contra da das de dela dele deles depois do dos e é ela elas ele eles em",
        "entre era essa esse esta está este eu foi há isso isto já lhe mais mas me mesmo meu muito na não nas nem",
        "no nos nós o os ou para pela pelas pelo pelos por porque quando que quem são se seja sem ser seu seus só",
        "sobre sua suas também te tem ter teve toda todo todos tu um uma umas uns você",
    ),
}
