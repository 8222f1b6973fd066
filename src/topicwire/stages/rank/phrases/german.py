"""German phrases. A table and nothing else."""

from topicwire.stages.rank.phrases.table import Phrases, listed

GERMAN = Phrases(
    firsthand=listed(
        "sagte uns | dieser redaktion | dieser zeitung | unsere fragen | unserer anfrage | sagt uns",
        "sagte unserer redaktion | im gespräch mit uns | im gespräch mit unserer redaktion | auf unsere nachfrage",
        "auf unsere anfrage | auf anfrage unserer redaktion | wir haben getestet | im selbstversuch | unser test",
        "unsere recherchen | nach unseren recherchen | unsere reporterin | unser reporter | interne unterlagen",
        "interne dokumente | interne mails | exklusiv-interview | exklusivinterview | wir haben gefragt",
        "wir fragten | liegt {outlet} vor | liegen {outlet} vor | sagte {outlet} | sagte der {outlet}",
        "gespräch mit {outlet} | gespräch mit der {outlet} | recherchen von {outlet} | recherchen der {outlet}",
        "gegenüber {outlet}",
    ),
    credits=listed(
        "laut einem bericht | laut einem medienbericht | laut medienberichten | medienberichten zufolge",
        "einem bericht zufolge | zuerst berichtete | zuvor berichtete | berichtet die zeitung | zuerst erschienen",
        "laut {outlet} | wie {outlet} berichtet | berichtet {outlet} | wie die {outlet} berichtet",
        "berichtet die {outlet} | unter berufung auf | meldet {outlet} | sagte {outlet} | bericht von {outlet}",
        "bericht der {outlet}",
    ),
    says=listed("sagte | sagt | erklärte | erklärt | so | meint | meinte | betonte | berichtet | erzählt | schreibt"),
    release_signs=listed(
        "(ots) | / presseportal / | original-content von | zur sofortigen veröffentlichung | (pressebox) | openpr"
    ),
    release_hints=listed(
        "pressemitteilung | pressekontakt | medienkontakt | ansprechpartner für die presse | über das unternehmen",
        "freut sich bekannt zu geben | führender anbieter | weitere informationen unter | abdruck honorarfrei",
    ),
    sponsored=listed(
        "anzeige - | bezahlte anzeige | sponsored post | advertorial | publireportage | gesponserter beitrag",
        "bezahlter inhalt | werbebeitrag | in kooperation mit unserem partner | verlagsspezial",
    ),
    deals=listed(
        "im angebot | schnäppchen | rabattcode | gutscheincode | bestpreis | zum tiefstpreis | die besten deals",
        "% rabatt | prozent rabatt | günstig wie nie | sparen sie",
    ),
    roundups=listed(
        "presseschau | wochenrückblick | newsticker | liveticker | das wichtigste vom tag | morgenbriefing"
    ),
    baits=listed(
        "das werden sie nicht glauben | das glauben sie nie | was dann geschah | was dann passierte | dieser trick",
        "darum sollten sie | jetzt ist es raus | das müssen sie wissen | sie werden staunen | diesen fehler",
    ),
    numbers=listed("drei | vier | fünf | sechs | sieben | acht | neun | zehn | elf | zwölf"),
    listed_things=listed(
        "dinge | gründe | tipps | tricks | fakten | fehler | wege | irrtümer | ideen | besten | mythen | gadgets"
    ),
    desks=listed("redaktion | red | agentur | dpa | gastautor | gastbeitrag | pressestelle | team"),
    market=listed("markt | marktgröße | marktbericht | marktanalyse | marktstudie"),
    other_markets=listed("arbeitsmarkt | aktienmarkt | wohnungsmarkt | immobilienmarkt | schwarzmarkt"),
    report_title=listed(
        "größe | marktgröße | anteil | marktanteil | wachstum | prognose | prognosen | trends | cagr | ausblick",
        "chancen | branchenanalyse | hauptakteure | segmentierung | umsatz | globaler | weltweiter | analyse",
        "nachfrage",
    ),
    report_body=listed(
        "marktgröße | marktanteil | marktbericht | marktforschung | prognosezeitraum | hauptakteure | cagr",
        "wettbewerbslandschaft | marktsegmentierung | musterexemplar | der bericht umfasst | marktdynamik",
        "jährliche wachstumsrate | durchschnittliche jährliche wachstumsrate",
    ),
)
