"""Words of the field that are written otherwise in the other language: a line for each thing, English before
the bar, French behind it, folded. What both languages write alike needs no line here (`likeness`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

_LINES = """
water waterworks | eau eaux
wastewater sewage sewer | egout egouts
drinking | potable
river stream | riviere fleuve ruisseau
lake | lac
sea ocean | mer
shore shoreline waterfront | rive rives littoral
flood flooding floods | inondation inondations crue crues
rain rainfall stormwater | pluie pluies pluvial pluviale
storm | tempete orage
drought | secheresse
heat heatwave heating warm | chaleur canicule chauffage
fire wildfire | feu feux incendie
snow | neige
ice | glace verglas
winter | hiver hivernal
spring | printemps printanier printaniere
summer | estival
weather | meteo
wind | vent eolien
tree canopy | arbre arbres canopee
forest forestry | foret forets foresterie
wood timber | bois
green greening | vert verte verdissement
nature natural | nature naturel
wildlife | faune
land territory | terre terres territoire
soil | sol sols
farm farming agriculture | ferme agriculture agricole
garden gardening | jardin jardinage
food | alimentation alimentaire aliment nourriture
waste garbage trash rubbish | dechet dechets ordures residuelles
landfill dump | enfouissement decharge
recycling recycle | recyclage
compost composting | compost compostage
reuse reused | reemploi reutilisation
repair repairing fix | reparation reparer
sharing share lending | partage pret
packaging | emballage emballages
bottle | bouteille consigne
surplus | excedent excedentaire surplus
furniture | mobilier meuble
textile clothing clothes | textile vetement vetements
building buildings | batiment batiments edifice
construction demolition | construction demolition
house housing home | logement habitation maison
homeless homelessness | itinerance itinerant
neighbourhood neighborhood | quartier voisinage
town city cities municipality municipal | ville villes municipalite municipal
level scale | echelle niveau
small | petit petite petites petits
village rural | village rural
indigenous first nations | autochtone premieres nations
street | rue rues
road | route chemin
sidewalk walking pedestrian | trottoir marche pieton
bike bicycle cycling | velo cyclable cyclisme
bus transit | autobus transport
car vehicle fleet | auto voiture vehicule flotte parc
parking | stationnement
charging | recharge borne
energy power electricity | energie electricite
gas | gaz
greenhouse ghg | serre ges
carbon | carbone
zero | zero
circular circularity | circulaire circularite
sustainable sustainability | durable durabilite
growth | croissance
economy economic | economie economique
business | entreprise affaires
money cost costs | argent cout couts
funding grants finance | financement subvention subventions
budget | budget
tax | taxe impot
fee | tarif redevance
procurement purchasing purchase buying | approvisionnement achat achats
tender tendering bid | offres soumission
contract | contrat
asset assets | actif actifs biens
tool tools | outil outils
data | donnees donnee
trust | confiance
misinformation disinformation | desinformation mesinformation
media press news | medias presse nouvelles
intelligence | intelligence
artificial ai | artificielle ia
digital software | numerique logiciel
privacy | confidentialite vie privee
network | reseau
staff staffing | personnel
hiring recruitment hire recruiting | embauche recrutement
work job jobs | travail emploi emplois
workload burnout | epuisement surcharge
training | formation
council councillor councillors mayor | conseil elus elu mairesse maire
citizen citizens resident residents public | citoyen citoyens citoyenne residents public
engagement participation | participation mobilisation consultation
community | collectivite communaute communautaire
volunteer | benevole benevolat
youth young | jeunes jeune jeunesse
senior seniors elderly | aines aine ainees
school | ecole scolaire
child children | enfant enfants
health | sante
poverty | pauvrete
equity | equite
newcomer immigrant | immigrant arrivant
law legal bylaw | loi droit reglement
zoning | zonage
permit | permis
emergency preparedness | urgence
insurance | assurance
risk | risque risques
target goal goals | cible objectif objectifs
measure measuring indicator | mesure mesurer indicateur
report reporting | rapport reddition
coast coastal | cote cotier cotiere
noise | bruit
light lighting | eclairage lumiere
"""


def _each() -> Iterator[tuple[str, str]]:
    for line in _LINES.strip().splitlines():
        words = line.replace("|", " ").split()
        yield from ((word, words[0]) for word in words)


CONCEPTS: Mapping[str, str] = MappingProxyType(dict(_each()))
