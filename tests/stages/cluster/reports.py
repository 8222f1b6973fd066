"""Made-up reports by language: three on one event in different words, and one on another event nearby."""

Report = tuple[str, str]

REPORTS: dict[str, tuple[Report, Report, Report, Report]] = {
    "en": (
        (
            "Brackwater dam bursts after a week of rain",
            (
                "The dam above Brackwater burst on Sunday night. "
                "Two thousand people had to leave their homes in the valley."
            ),
        ),
        (
            "Thousands flee as dam gives way at Brackwater",
            (
                "Water from the burst dam flooded the valley on Sunday. "
                "Rescue crews took people out of Brackwater by boat."
            ),
        ),
        (
            "Flooded valley: rescue crews search homes after Brackwater dam burst",
            "Rescue crews searched flooded homes below the dam. Engineers had warned of cracks since spring.",
        ),
        (
            "Baker wins vote for mayor of harbour town",
            (
                "Voters chose a baker over the lawyer who had governed for twelve years. "
                "She promised cheaper buses and a new library."
            ),
        ),
    ),
    "de": (
        (
            "Staudamm bei Brackheim bricht nach einer Woche Regen",
            (
                "Der Staudamm oberhalb von Brackheim ist am Sonntag gebrochen. "
                "Zweitausend Menschen mussten ihre Häuser verlassen."
            ),
        ),
        (
            "Tausende fliehen nach Bruch des Staudamms bei Brackheim",
            (
                "Wasser aus dem gebrochenen Staudamm überflutete am Sonntag das Tal. "
                "Rettungskräfte holten Menschen in Brackheim mit Booten ab."
            ),
        ),
        (
            "Überflutetes Tal: Rettungskräfte suchen nach Dammbruch in Häusern von Brackheim",
            (
                "Rettungskräfte durchsuchten überflutete Häuser unterhalb des Staudamms. "
                "Ingenieure hatten vor Rissen gewarnt."
            ),
        ),
        (
            "Bäckerin gewinnt Wahl zur Bürgermeisterin der Hafenstadt",
            (
                "Die Wähler zogen eine Bäckerin dem Anwalt vor, der zwölf Jahre regiert hatte. "
                "Sie verspricht billigere Busse und eine Bücherei."
            ),
        ),
    ),
    "fr": (
        (
            "Le barrage de Bracquelieu cède après une semaine de pluie",
            (
                "Le barrage en amont de Bracquelieu a cédé dimanche soir. "
                "Deux mille habitants ont dû quitter leurs maisons."
            ),
        ),
        (
            "Des milliers d'habitants fuient après la rupture du barrage de Bracquelieu",
            (
                "L'eau du barrage rompu a inondé la vallée dimanche. "
                "Les secours ont évacué des habitants de Bracquelieu en bateau."
            ),
        ),
        (
            "Vallée inondée : les secours fouillent les maisons de Bracquelieu",
            (
                "Les secours ont fouillé les maisons inondées en aval du barrage. "
                "Des ingénieurs avaient signalé des fissures."
            ),
        ),
        (
            "Une boulangère remporte la mairie de la ville portuaire",
            (
                "Les électeurs ont préféré une boulangère à l'avocat qui gouvernait depuis douze ans. "
                "Elle promet des bus moins chers."
            ),
        ),
    ),
    "es": (
        (
            "La presa de Bracavilla se rompe tras una semana de lluvia",
            (
                "La presa situada sobre Bracavilla se rompió el domingo por la noche. "
                "Dos mil vecinos tuvieron que dejar sus casas."
            ),
        ),
        (
            "Miles de vecinos huyen por la rotura de la presa de Bracavilla",
            (
                "El agua de la presa rota inundó el valle el domingo. "
                "Los equipos de rescate sacaron a vecinos de Bracavilla en barca."
            ),
        ),
        (
            "Valle inundado: equipos de rescate buscan en las casas de Bracavilla",
            (
                "Los equipos de rescate revisaron casas inundadas bajo la presa. "
                "Unos ingenieros habían avisado de grietas."
            ),
        ),
        (
            "Una panadera gana la alcaldía de la ciudad portuaria",
            (
                "Los votantes prefirieron a una panadera antes que al abogado que gobernó doce años. "
                "Promete autobuses más baratos."
            ),
        ),
    ),
    "pt": (
        (
            "Barragem de Bracavila rompe após uma semana de chuva",
            (
                "A barragem acima de Bracavila rompeu no domingo à noite. "
                "Dois mil moradores tiveram de deixar as suas casas."
            ),
        ),
        (
            "Milhares de moradores fogem após rompimento da barragem de Bracavila",
            (
                "A água da barragem rompida inundou o vale no domingo. "
                "Equipes de resgate retiraram moradores de Bracavila em barcos."
            ),
        ),
        (
            "Vale inundado: equipes de resgate procuram nas casas de Bracavila",
            (
                "Equipes de resgate vasculharam casas inundadas abaixo da barragem. "
                "Engenheiros tinham avisado de rachaduras."
            ),
        ),
        (
            "Padeira vence eleição para prefeita da cidade portuária",
            (
                "Os eleitores preferiram uma padeira ao advogado que governou doze anos. "
                "Ela promete ônibus mais baratos e uma biblioteca."
            ),
        ),
    ),
    "zh": (
        ("连续一周降雨后柳溪水库大坝决堤", "柳溪水库大坝周日夜间决堤。两千名居民被迫离开家园。"),
        ("柳溪水库决堤 数千居民紧急撤离", "决堤的洪水周日淹没山谷。救援人员用船转移柳溪居民。"),
        ("山谷被淹：救援人员在柳溪搜救居民", "救援人员在大坝下游被洪水淹没的房屋中搜救。工程师曾警告大坝出现裂缝。"),
        ("女面包师当选港口城市市长", "选民选择面包师而不是执政十二年的律师。她承诺降低公交票价并新建图书馆。"),
    ),
    "ja": (
        ("一週間の大雨で柳沢ダムが決壊", "柳沢ダムが日曜日の夜に決壊した。住民二千人が自宅から避難した。"),
        (
            "柳沢ダム決壊、住民数千人が避難",
            "決壊したダムの水が日曜日に谷を浸水させた。救助隊は柳沢の住民をボートで救出した。",
        ),
        (
            "浸水した谷で救助隊が捜索、柳沢ダム決壊",
            "救助隊はダム下流の浸水した住宅を捜索した。技術者はダムの亀裂を警告していた。",
        ),
        (
            "港町の市長選でパン職人の女性が当選",
            "有権者は十二年務めた弁護士よりパン職人を選んだ。バスの値下げと新しい図書館を約束している。",
        ),
    ),
    "ar": (
        (
            "انهيار سد الوادي الأزرق بعد أسبوع من الأمطار",
            "انهار سد الوادي الأزرق مساء الأحد. واضطر ألفان من السكان إلى مغادرة منازلهم.",
        ),
        (
            "آلاف السكان يفرون بعد انهيار سد الوادي الأزرق",
            "غمرت مياه السد المنهار القرى يوم الأحد. ونقلت فرق الإنقاذ السكان بالقوارب.",
        ),
        (
            "فرق الإنقاذ تبحث في المنازل بعد انهيار السد في الوادي الأزرق",
            "بحثت فرق الإنقاذ في المنازل التي غمرت قرب السد. وكان مهندسون قد حذروا من تشققات.",
        ),
        (
            "خبازة تفوز برئاسة بلدية مدينة الميناء",
            "اختار الناخبون خبازة بدلا من المحامي الذي حكم اثني عشر عاما. وتعد بحافلات أرخص ومكتبة جديدة.",
        ),
    ),
    "ru": (
        (
            "Плотина у Брачинска рухнула после недели дождей",
            "Плотина выше Брачинска рухнула в воскресенье вечером. Две тысячи жителей покинули свои дома.",
        ),
        (
            "Тысячи жителей бегут после прорыва плотины у Брачинска",
            "Вода из прорванной плотины затопила долину в воскресенье. Спасатели вывозили жителей Брачинска на лодках.",
        ),
        (
            "Затопленная долина: спасатели ищут жителей Брачинска",
            "Спасатели обыскали затопленные дома ниже плотины. Инженеры предупреждали о трещинах.",
        ),
        (
            "Пекарь выиграла выборы мэра портового города",
            (
                "Избиратели предпочли пекаря юристу, который правил двенадцать лет. "
                "Она обещает дешёвые автобусы и новую библиотеку."
            ),
        ),
    ),
}
