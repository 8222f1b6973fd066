"""Names of months, days and zones in dates. Tables, nothing else."""

from topicwire.text.wordlists import words

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner janvier janv enero ene janeiro gennaio gen januari января январь янв يناير",
            "feb february februar février fevrier févr fevr fév febrero fevereiro fev febbraio februari февраля فبراير",
            "mar march märz maerz mär mrz mars marzo março marco maart mrt марта март мар مارس",
            "apr april avril avr abril abr aprile апреля апрель апр أبريل ابريل",
            "may mai mayo maio maggio mag mei мая май مايو",
            "jun june juni juin junio junho giugno giu июня июнь июн يونيو",
            "jul july juli juillet juil julio julho luglio lug июля июль июл يوليو",
            "aug august août aout agosto ago augustus августа август авг أغسطس اغسطس",
            "sep sept september septembre septiembre setiembre setembro set settembre сентября сентябрь сен سبتمبر",
            "oct october oktober okt octobre octubre outubro out ottobre ott октября октябрь окт أكتوبر اكتوبر",
            "nov november novembre noviembre novembro ноября ноябрь ноя نوفمبر",
            "dec december dezember dez décembre decembre déc diciembre dic dezembro dicembre декабря дек ديسمبر",
        ),
        start=1,
    )
    for name in names.split()
}
"""Lower-case names and short forms in ten languages: English, the larger ones of Western Europe, Russian, Arabic."""

DAY_PARTS = words(
    "mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday fri friday sat saturday sun sunday",
    "mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag sonnabend so sonntag",
    "lun lundi mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche",
    "lunes martes mar mié mie miércoles miercoles jue jueves vie viernes sáb sab sábado sabado dom domingo",
    "seg segunda feira ter terça terca qua quarta qui quinta sex sexta",
    "at um à a às as den der the le el de del em of on uhr and st nd rd th t published updated г года в",
)
"""Words that may stand in a date and say nothing more."""

ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 60, "WEST": 60, "IST": 330, "CET": 60, "MET": 60, "MEZ": 60,
    "CEST": 120, "MEST": 120, "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "TRT": 180, "GST": 240, "PKT": 300,
    "WIB": 420, "ICT": 420, "SGT": 480, "HKT": 480, "AWST": 480, "PHT": 480, "JST": 540, "KST": 540, "ACST": 570,
    "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "BRT": -180, "ART": -180, "NST": -210, "NDT": -150, "AST": -240,
    "ADT": -180, "EST": -300, "EDT": -240, "ET": -300, "CST": -360, "CDT": -300, "CT": -360, "MST": -420, "MDT": -360,
    "MT": -420, "PST": -480, "PDT": -420, "PT": -480, "AKST": -540, "AKDT": -480, "HST": -600, "SAST": 120, "CAT": 120,
    "EAT": 180, "WAT": 60, "A": 60, "N": -60,
}  # fmt: skip
"""Minutes east of UTC. Names with several meanings have the one RFC 2822 gives or, without one, the most news sites."""
