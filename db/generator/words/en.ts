/** English words of the generated catalog. */
import { attributeNames, list, pairs, phrases, type Words } from "./words.ts";

export const english: Words = {
  tag: "en",
  kinds: pairs(
    `kettle/Kettles | pan/Pans | knife/Knives | coffee machine/Coffee machines | plate/Plates | mug/Mugs
    | glass/Glasses | bowl/Bowls | chair/Chairs | table/Tables | shelf/Shelves | cabinet/Cabinets
    | table lamp/Table lamps | pendant lamp/Pendant lamps | lantern/Lanterns | light bulb/Light bulbs
    | blanket/Blankets | cushion/Cushions | towel/Towels | curtain/Curtains | laptop/Laptops | monitor/Monitors
    | headphones/Headphones | keyboard/Keyboards | jacket/Jackets | shirt/Shirts | shoes/Shoes | backpack/Backpacks
    | watering can/Watering cans | flower pot/Flower pots | garden hose/Garden hoses | lawn mower/Lawn mowers
    | drill/Drills | hammer/Hammers | screwdriver/Screwdrivers | saw/Saws | soap/Soaps | shampoo/Shampoos
    | perfume/Perfumes | hairbrush/Hairbrushes`,
  ),
  departments: phrases(
    "Kitchen | Tableware | Furniture | Lighting | Textiles | Electronics | Fashion | Garden | Tools | Body care",
  ),
  uses: phrases(
    `for children | for travel | for the office | for outdoors | for professionals | for small rooms
    | for guests | for beginners | for every day`,
  ),
  praise: phrases(
    `classic | modern | practical | robust | flexible | stable | fast | simple | rustic | solid | durable
    | comfortable | useful | pleasant | portable | foldable | premium | adaptable | waterproof | unique | large
    | minimalist | ergonomic | sustainable`,
  ),
  attributes: attributeNames(
    `Style | Character | Use | Series | Energy class | Connection | Bulb base | Plug | Width
    | Height | Power | Noise | Warranty | Pieces | Voltage | Running time | Temperature | Volume | Screen | Pack`,
  ),
  title: "{brand} {model} {praise} {kind}, {material}, {measure}",
  category: "{kind} {use}",
  units: { l: " l", ml: " ml", cm: " cm", in: '"' },
  decimal: ".",
  space: " ",
  stop: ". ",
  glue: list("the and of a to with in is for it that on as you by from your are this be at or has its can"),
  common: list(
    `home hand light day water wood room table time design colour surface care quality use life shape work
    kitchen space morning evening family steel material comfort weight edge handle finish craft workshop maker tradition
    detail balance line base cover cloth thread leaf stone garden winter summer season storage corner wall floor door
    window drawer box gift guest friend child office travel weekend meal coffee tea bread soup fire oven heat cold air
    sound power battery cable button screen key tool screw blade safety grip strap pocket seam sleeve sole walk rain sun
    shade plant soil seed flower scent skin hair oil soft firm clean quiet bright warm slim deep easy strong natural fine
    daily small wide smooth careful lasting gentle ready clear made cut built shaped tested washed painted polished
    folds stands holds keeps lasts fits opens closes carries saves brings gives makes turns`,
  ),
  syllables: [
    list("bar cal den far gan hal lin mar nor pel quin ram sel tor van wil fen cro ston bri"),
    list("a e i o u an er in or el is"),
    list("ton ling wick mer dle ing ble ket sen ford ley ness ster dow ment ric"),
  ],
};
