/** Spanish words of the generated catalog. */
import { attributeNames, list, pairs, phrases, type Words } from "./words.ts";

export const spanish: Words = {
  tag: "es",
  kinds: pairs(`Hervidor/Hervidores | Sartén/Sartenes | Cuchillo/Cuchillos | Cafetera/Cafeteras | Plato/Platos
    | Taza/Tazas | Vaso/Vasos | Cuenco/Cuencos | Silla/Sillas | Mesa/Mesas | Estante/Estantes | Armario/Armarios
    | Lámpara de mesa/Lámparas de mesa | Lámpara colgante/Lámparas colgantes | Farol/Faroles | Bombilla/Bombillas
    | Manta/Mantas | Cojín/Cojines | Toalla/Toallas | Cortina/Cortinas | Ordenador portátil/Ordenadores portátiles
    | Monitor/Monitores | Auriculares/Auriculares | Teclado/Teclados | Chaqueta/Chaquetas | Camisa/Camisas
    | Zapatos/Zapatos | Mochila/Mochilas | Regadera/Regaderas | Maceta/Macetas | Manguera/Mangueras
    | Cortacésped/Cortacéspedes | Taladro/Taladros | Martillo/Martillos | Destornillador/Destornilladores
    | Sierra/Sierras | Jabón/Jabones | Champú/Champús | Perfume/Perfumes | Cepillo de pelo/Cepillos de pelo`),
  departments: phrases(
    "Cocina | Vajilla | Muebles | Iluminación | Textil | Electrónica | Moda | Jardín | Herramientas | Cuidado personal",
  ),
  uses: phrases(`para niños | para viajar | para la oficina | para exterior | para profesionales
    | para espacios pequeños | para invitados | para principiantes | para cada día`),
  praise: phrases(
    `tradicional | actual | funcional | resistente | flexible | estable | veloz | simple | rural | fuerte
    | durable | confortable | útil | agradable | portátil | plegable | premium | adaptable | impermeable | original
    | grande | minimalista | ideal | sostenible`,
  ),
  attributes: attributeNames(
    `Estilo | Carácter | Uso | Serie | Clase energética | Conexión | Casquillo | Enchufe | Ancho
    | Alto | Potencia | Ruido | Garantía | Piezas | Tensión | Autonomía | Temperatura | Volumen | Pantalla | Paquete`,
  ),
  title: "{kind} {praise} {brand} {model}, {material}, {measure}",
  category: "{kind} {use}",
  units: { l: " l", ml: " ml", cm: " cm", in: '"' },
  decimal: ",",
  space: " ",
  stop: ". ",
  glue: list("de la que el en y los se del las un por con una para es al lo como más su sus este entre o"),
  common: list(
    `casa mano luz día agua madera habitación mesa tiempo diseño color superficie cuidado calidad uso vida
    forma trabajo cocina espacio mañana noche familia acero material comodidad peso borde mango acabado artesano taller
    fabricante tradición detalle equilibrio línea base funda tela hilo hoja piedra jardín invierno verano temporada
    orden rincón pared suelo puerta ventana cajón caja regalo invitado amigo niño oficina viaje comida café té pan sopa
    fuego horno calor frío aire sonido potencia batería cable botón pantalla tecla herramienta tornillo filo seguridad
    agarre correa bolsillo costura manga suela paseo lluvia sol sombra planta tierra semilla flor aroma piel pelo aceite
    suave firme limpio tranquilo claro cálido fino profundo fácil fuerte natural diario pequeño ancho liso cuidadoso
    duradero listo hecho cortado construido probado lavado pintado pulido dobla guarda dura cabe abre cierra lleva trae
    hace gira`,
  ),
  syllables: [
    list("bar cam del fra gal her jar lum man nav ola pal que riz sol tren vel zar cer mon"),
    list("a e i o u an er in or al"),
    list("ero ada ción illa eza ente ador ura ino elo osa ario eta ano ida ito"),
  ],
};
