"""Endings that inflection adds to a word, by ISO 639-1 language. A table; longer endings need not come first."""

from topicwire.text.wordlists import words

SUFFIXES: dict[str, frozenset[str]] = {
    "de": words("e en er em es n s ern erin ungen ung innen et st te ten tes t"),
    "fr": words(
        "s e es x aux ee ees er ent ant ante ants antes ait aient era eront ation ations ement ements eur",
        "eurs euse i ie is ies it issent ir",
    ),
    "es": words(
        "s es o a os as e ado ada ados adas ido ida idos idas ar er ir ando iendo an en aron ieron ara era",
        "ira aran eran iran aba aban ia ias ian io ios iar ion iones cion ciones amiento amientos imiento",
        "imientos mente",
    ),
    "pt": words(
        "s es o a os as e ado ada ados adas ido ida idos idas ar er ir ando endo indo am em aram eram iram",
        "ara era ira ou eu iu ava avam ia ias io ios iam ao oes cao coes amento amentos imento imentos mente",
        "al ais",
    ),
    "it": words(
        "o a i e io ia ie he hi iano iana iani iane ato ata ati ate ito ita iti ite uto uta uti ute are ere",
        "ire ando endo ano ono arono erono irono era ira eranno iranno ava avano iva ione ioni zione zioni",
        "amento amenti imento imenti mente",
    ),
    "nl": words("e en s t te ten de den er ers ing ingen eren tje tjes"),
    "sv": words("a ar or er en et n t s arna orna erna na ade ad at as ande ens ets ning ningar ningen de te"),
    "no": words("a ar er en et e ene s ens ets te de ing inger ingen ning ninger"),
    "da": words("e er en et ene s ens ets ers te de ede ing inger ingen ning ninger"),
    "ru": words(
        "а я о е ы и у ю ь й ам ям ом ем ой ей ою ею ов ев ах ях ами ями ую юю ая яя ое ее ые ие ый ий ого",
        "его ому ему ым им ых их ыми ими ия ии ию ией ием иям иях иями ал ала ало али ил ила ило или ел ела",
        "ело ели ул ула уло ули ет ют ит ят ут ешь ишь ает ают яет яют еет еют ует уют ить ать ять еть уть",
        "лся лась лось лись ится ется ются ятся ился илась илось ились ался алась алось ались ться аться",
        "иться ена ено ены ана ано аны ный ная ное ные ного ному ным ной ную ных ными ность ности ностью ение",
        "ения ению ением ении ание ания анию анием ании ование ования ский ская ское ские ского скому ским",
        "ской скую ских скими",
    ),
    "uk": words(
        "а я о е и і ї у ю ь й ам ям ом ем єм ой ей єю ою ею ів їв ах ях ами ями ої ій ая є ий ого ому им их",
        "ими ія ії ію ією ти в ла ло ли ав ала ало али ив ила ило или ить ать ять ує ують ає ають ення ання",
        "ність ності ський ська ське ські ського ській ських",
    ),
    "pl": words(
        "a ą e ę i y o u ów om ami ach em ie owi owie iem ej ego emu ym im ych ich ymi imi ł ła ło li ły ał",
        "ała ało ali ały ił iła iło ili iły ać ić eć yć ować ował owała owali uje ują esz isz ia iu ią ię ii",
        "anie ania aniu enie enia eniu ość ości ością ski ska skie skiego skiej skich skim cja cji cję cją",
        "cje",
    ),
    "cs": words(
        "a e i y o u í é á ý ě ou em ům ách ech ích ami emi mi ové ovi ého ému ým ých ými ej ím l la lo li ly",
        "al ala alo ali aly il ila ilo ili ily at it et ovat oval ovala ovali uje ují ost osti ostí ní ním",
        "ský ská ské ského ských",
    ),
    "tr": words(
        "lar ler i u a e in un nin nun yi yu ya ye da de ta te dan den tan ten si su sini sunu sina sine la",
        "le yla yle lari leri larin lerin larini lerini larina lerine larda lerde lardan lerden di du ti tu",
        "dilar diler dular mis mus yor iyor uyor ecek acak cek cak me ma mesi masi mek mak ip up im um imiz",
        "umuz",
    ),
    "ko": words(
        "은 는 이 가 을 를 의 에 에서 에게 로 으로 와 과 도 만 까지 부터 보다 들 들은 들이",
        "들을 들의 에는 에도 에서는 으로는 했다 한다 하다 하는 된다 됐다 되는 하고 하며 해",
        "한 할",
    ),
    "ar": words("ها ان ات ون ين يه ه ي هم تين ته"),
    "fa": words("ها های ی ای هایی را"),
    "id": words("kan nya lah kah i an"),
}
"""Written by hand, from how headlines inflect nouns, adjectives and the verbs of news."""
