"""French phrases. A table and nothing else."""

from topicwire.stages.rank.phrases.table import Phrases, listed

FRENCH = Phrases(
    firsthand=listed(
        "nous a dit | à ce journal | à notre journal | à nos questions | nous a déclaré | nous a confié",
        "nous explique | nous a expliqué | nous raconte | nous avons testé | nous avons rencontré",
        "nous avons interrogé | nous avons pu consulter | nous avons consulté | notre enquête | notre reporter",
        "notre envoyé spécial | notre envoyée spéciale | documents internes | entretien exclusif",
        "a déclaré à {outlet} | a confié à {outlet} | confie à {outlet} | entretien à {outlet}",
        "consulté par {outlet} | consultés par {outlet} | selon nos informations | a appris {outlet}",
    ),
    credits=listed(
        "selon des médias | selon la presse | selon un article | rapporte le journal | d'abord publié",
        "d'abord paru | selon {outlet} | rapporte {outlet} | d'après {outlet} | a révélé {outlet} | révèle {outlet}",
        "cité par {outlet} | rapporté par {outlet} | a déclaré à {outlet} | selon les informations de",
        "initialement publié | repéré par",
    ),
    says=listed(
        "a dit | dit | a déclaré | déclare | explique | a expliqué | affirme | a affirmé | ajoute | raconte | selon",
        "confie | précise | estime | souligne | assure",
    ),
    release_signs=listed("pour diffusion immédiate | /cnw/ | (business wire) | /prnewswire/ | source : business wire"),
    release_hints=listed(
        "communiqué de presse | contact presse | contacts presse | relations presse | a le plaisir d'annoncer",
        "est fier d'annoncer | leader mondial | à propos de la société | énoncés prospectifs",
    ),
    sponsored=listed(
        "contenu sponsorisé | article sponsorisé | publi-rédactionnel | publirédactionnel | publicommuniqué",
        "contenu partenaire | en partenariat avec notre annonceur | contenu de marque | article partenaire",
    ),
    deals=listed(
        "bon plan | bons plans | code promo | codes promo | en promo | en promotion | prix cassé | à prix réduit",
        "meilleures offres | % de réduction | moins cher que jamais | soldes :",
    ),
    roundups=listed(
        "revue de presse | en direct | l'essentiel de | le récap | la semaine en | brief du matin | en bref :"
    ),
    baits=listed(
        "vous n'allez pas en croire | vous ne devinerez jamais | ce qui s'est passé ensuite | va vous surprendre",
        "voici pourquoi vous | l'astuce que | cette astuce | ce que vous devez savoir | va vous choquer",
    ),
    numbers=listed("trois | quatre | cinq | six | sept | huit | neuf | dix | onze | douze | quinze | vingt"),
    listed_things=listed(
        "choses | raisons | astuces | conseils | façons | erreurs | idées | meilleurs | meilleures | secrets",
        "signes",
    ),
    desks=listed("rédaction | la rédaction | agence | afp | équipe | partenaire | service"),
    market=listed("marché | étude de marché"),
    other_markets=listed("marché du travail | marché boursier | marché immobilier | marché de l'emploi | marché noir"),
    report_title=listed(
        "taille | part | parts | croissance | prévision | prévisions | tendances | tcac | perspectives",
        "opportunités | segmentation | acteurs clés | analyse | mondial | demande | horizon",
    ),
    report_body=listed(
        "taille du marché | part de marché | parts de marché | étude de marché | période de prévision",
        "acteurs clés | tcac | paysage concurrentiel | segmentation du marché | échantillon gratuit",
        "le rapport couvre | taux de croissance annuel | dynamique du marché",
    ),
)
