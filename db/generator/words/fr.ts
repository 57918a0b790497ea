/** French words of the generated catalog. */
import { attributeNames, list, pairs, phrases, type Words } from "./words.ts";

export const french: Words = {
  tag: "fr",
  kinds: pairs(`Bouilloire/Bouilloires | Poêle/Poêles | Couteau/Couteaux | Machine à café/Machines à café
    | Assiette/Assiettes | Tasse/Tasses | Verre/Verres | Bol/Bols | Chaise/Chaises | Table/Tables | Étagère/Étagères
    | Armoire/Armoires | Lampe de table/Lampes de table | Suspension/Suspensions | Lanterne/Lanternes
    | Ampoule/Ampoules | Couverture/Couvertures | Coussin/Coussins | Serviette/Serviettes | Rideau/Rideaux
    | Ordinateur portable/Ordinateurs portables | Écran/Écrans | Casque audio/Casques audio | Clavier/Claviers
    | Veste/Vestes | Chemise/Chemises | Chaussures/Chaussures | Sac à dos/Sacs à dos | Arrosoir/Arrosoirs
    | Pot de fleurs/Pots de fleurs | Tuyau d’arrosage/Tuyaux d’arrosage | Tondeuse/Tondeuses | Perceuse/Perceuses
    | Marteau/Marteaux | Tournevis/Tournevis | Scie/Scies | Savon/Savons | Shampooing/Shampooings | Parfum/Parfums
    | Brosse à cheveux/Brosses à cheveux`),
  departments: phrases(
    "Cuisine | Arts de la table | Meubles | Luminaires | Linge de maison | Électronique | Mode | Jardin | Outils | Soins",
  ),
  uses: phrases(`pour enfants | pour le voyage | pour le bureau | pour l’extérieur | pour professionnels
    | pour petites pièces | pour les invités | pour débutants | pour tous les jours`),
  praise: phrases(
    `classique | moderne | pratique | robuste | flexible | stable | rapide | simple | rustique | solide
    | durable | confortable | utile | agréable | mobile | pliable | premium | modulable | imperméable | unique | large
    | minimaliste | ergonomique | économique`,
  ),
  attributes: attributeNames(
    `Style | Caractère | Usage | Collection | Classe énergétique | Connexion | Culot | Prise
    | Largeur | Hauteur | Puissance | Bruit | Garantie | Pièces | Tension | Autonomie | Température | Volume | Diagonale
    | Lot`,
  ),
  title: "{kind} {praise} {brand} {model}, {material}, {measure}",
  category: "{kind} {use}",
  units: { l: " l", ml: " ml", cm: " cm", in: '"' },
  decimal: ",",
  space: " ",
  stop: ". ",
  glue: list("de la le et les des en un une du pour avec que dans qui sur est au par ce plus se son sa ne"),
  common: list(
    `maison main lumière jour eau bois pièce table temps dessin couleur surface soin qualité usage vie forme
    travail cuisine espace matin soir famille acier matière confort poids bord poignée finition artisan atelier fabricant
    tradition détail équilibre ligne pied housse tissu fil feuille pierre jardin hiver été saison rangement coin mur sol
    porte fenêtre tiroir boîte cadeau invité ami enfant bureau voyage repas café thé pain soupe feu four chaleur froid
    air son puissance batterie câble bouton écran touche outil vis lame sécurité prise sangle poche couture manche
    semelle marche pluie soleil ombre plante terre graine fleur senteur peau cheveux huile doux ferme propre calme clair
    chaud fin profond facile fort naturel quotidien petit large lisse soigné durable prêt fait coupé construit testé lavé
    peint poli plie tient garde dure convient ouvre ferme porte apporte donne rend tourne`,
  ),
  syllables: [
    list("bal cha dor fla gri jon lan mel nou pré qui rai sou tru val bou cor des épi fou"),
    list("a é i o u an ou on en eu"),
    list("ette tion eur age oire eau ment ille euse ard ois elle ance ier ade ine"),
  ],
};
