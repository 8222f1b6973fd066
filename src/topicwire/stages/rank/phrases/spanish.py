"""Spanish phrases. A table and nothing else."""

from topicwire.stages.rank.phrases.table import Phrases, listed

SPANISH = Phrases(
    firsthand=listed(
        "nos dijo | a este periódico | a este diario | a este medio | a esta redacción | nos cuenta | nos contó",
        "nos explica | nos explicó | hemos probado | hemos hablado con | nos aseguró | hemos tenido acceso",
        "entrevista exclusiva | nuestra investigación | nuestro corresponsal | nuestra enviada",
        "documentos internos | preguntamos a | dijo a {outlet} | explica a {outlet} | ha tenido acceso {outlet}",
        "declaró a {outlet} | entrevista con {outlet} | a los que ha tenido acceso {outlet} | contó a {outlet}",
    ),
    credits=listed(
        "según medios | según la prensa | según un informe de prensa | según informa el diario",
        "publicado originalmente | según {outlet} | según informa {outlet} | según publica {outlet}",
        "informó {outlet} | informa {outlet} | publica {outlet} | reveló {outlet} | citado por {outlet}",
        "declaró a {outlet} | recoge {outlet}",
    ),
    says=listed(
        "dijo | dice | afirmó | afirma | explicó | explica | declaró | añadió | señaló | aseguró | asegura | cuenta",
        "según | sostiene",
    ),
    release_signs=listed(
        "para publicación inmediata | /prnewswire/ | (business wire) | (comunicado) | /prnewswire-hispanic"
    ),
    release_hints=listed(
        "nota de prensa | comunicado de prensa | contacto de prensa | contacto para medios",
        "se complace en anunciar | se enorgullece de anunciar | líder mundial en | para más información, visite",
        "acerca de la empresa",
    ),
    sponsored=listed(
        "contenido patrocinado | artículo patrocinado | publirreportaje | contenido de marca | patrocinado por",
        "contenido ofrecido por | branded content | publicidad -",
    ),
    deals=listed(
        "código de descuento | cupón | cupones | en oferta | ofertas del día | mejores ofertas | precio mínimo",
        "% de descuento | chollo | chollos | rebajado a | más barato que nunca",
    ),
    roundups=listed(
        "revista de prensa | resumen de la semana | resumen del día | en directo | en vivo | minuto a minuto"
    ),
    baits=listed(
        "no vas a creer | no creerás | lo que pasó después | te sorprenderá | te dejará sin palabras | este truco",
        "lo que debes saber | por esto debes | nadie te cuenta",
    ),
    numbers=listed("tres | cuatro | cinco | seis | siete | ocho | nueve | diez | once | doce | quince | veinte"),
    listed_things=listed(
        "cosas | razones | consejos | trucos | formas | maneras | errores | ideas | mejores | secretos | señales"
    ),
    desks=listed("redacción | agencia | agencias | efe | europa press | equipo | colaborador"),
    market=listed("mercado | estudio de mercado"),
    other_markets=listed(
        "mercado laboral | mercado de trabajo | mercado inmobiliario | mercado bursátil | mercado negro"
    ),
    report_title=listed(
        "tamaño | cuota | participación | crecimiento | pronóstico | pronósticos | tendencias | tcac | cagr",
        "segmentación | perspectivas | oportunidades | actores clave | análisis | global | demanda",
    ),
    report_body=listed(
        "tamaño del mercado | cuota de mercado | estudio de mercado | período de pronóstico | actores clave | tcac",
        "cagr | panorama competitivo | segmentación del mercado | muestra gratuita | el informe cubre",
        "dinámica del mercado | tasa de crecimiento anual",
    ),
)
