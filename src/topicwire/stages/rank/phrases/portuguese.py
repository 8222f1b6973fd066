"""Portuguese phrases. A table and nothing else."""

from topicwire.stages.rank.phrases.table import Phrases, listed

PORTUGUESE = Phrases(
    firsthand=listed(
        "nos disse | a este jornal | à nossa redação | às nossas perguntas | nos contou | nos explicou",
        "disse à nossa reportagem | à nossa reportagem | à reportagem | testamos | conversamos com",
        "entrevista exclusiva | nossa investigação | documentos internos | perguntámos | perguntamos a",
        "tivemos acesso | disse ao {outlet} | disse à {outlet} | contou ao {outlet} | afirmou ao {outlet}",
        "entrevista ao {outlet} | obtidos pelo {outlet} | obtidos pela {outlet}",
    ),
    credits=listed(
        "segundo a imprensa | segundo o jornal | de acordo com o jornal | conforme noticiou",
        "publicado originalmente | segundo {outlet} | segundo o {outlet} | segundo a {outlet} | noticiou {outlet}",
        "informou {outlet} | de acordo com {outlet} | de acordo com a {outlet} | de acordo com o {outlet}",
        "citado por {outlet} | disse à {outlet} | disse ao {outlet} | revelou {outlet} | avança o {outlet}",
    ),
    says=listed(
        "disse | diz | afirmou | afirma | explicou | explica | declarou | acrescentou | contou | conta | segundo",
        "garante",
    ),
    release_signs=listed("para divulgação imediata | /prnewswire/ | (business wire) | divulgação imediata"),
    release_hints=listed(
        "nota de imprensa | comunicado de imprensa | assessoria de imprensa | contato para a imprensa",
        "press release | tem o prazer de anunciar | tem orgulho de anunciar | líder mundial em | sobre a empresa",
    ),
    sponsored=listed(
        "conteúdo patrocinado | artigo patrocinado | publieditorial | informe publicitário | conteúdo de marca",
        "patrocinado por | publicidade -",
    ),
    deals=listed(
        "cupom | cupons | código de desconto | em promoção | melhores ofertas | ofertas do dia | menor preço",
        "% de desconto | mais barato do que nunca",
    ),
    roundups=listed("resumo da semana | resumo do dia | revista de imprensa | ao vivo | em direto | minuto a minuto"),
    baits=listed(
        "você não vai acreditar | não vai acreditar | o que aconteceu depois | vai surpreender | este truque",
        "o que você precisa saber | ninguém te conta | vai te chocar",
    ),
    numbers=listed("três | quatro | cinco | seis | sete | oito | nove | dez | onze | doze | quinze | vinte"),
    listed_things=listed(
        "coisas | razões | motivos | dicas | truques | formas | maneiras | erros | ideias | melhores | sinais"
    ),
    desks=listed("redação | redacção | agência | lusa | equipe | equipa | da redação | colaborador"),
    market=listed("mercado | estudo de mercado"),
    other_markets=listed("mercado de trabalho | mercado imobiliário | mercado financeiro | mercado negro"),
    report_title=listed(
        "tamanho | participação | crescimento | previsão | previsões | tendências | cagr | segmentação",
        "perspectivas | oportunidades | principais players | análise | global | procura | demanda",
    ),
    report_body=listed(
        "tamanho do mercado | participação de mercado | quota de mercado | pesquisa de mercado",
        "período de previsão | principais players | cagr | cenário competitivo | segmentação do mercado",
        "amostra gratuita | o relatório abrange | dinâmica do mercado | taxa de crescimento anual",
    ),
)
