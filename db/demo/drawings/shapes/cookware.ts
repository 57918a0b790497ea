import { materials, mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

/** A cooking pot with its lid. */
export function pot(pen: Pen): string {
  const { random, tone, metal } = pen;
  const style = pen.style(["casserole", "saucepan", "donabe", "tall"], "casserole");
  const lot = { half: random.between(310, 350), tall: random.between(300, 400) };
  const half = style === "casserole" ? lot.half : style === "tall" ? 290 : style === "donabe" ? 370 : 280;
  const tall = style === "casserole" ? lot.tall : style === "tall" ? 520 : style === "donabe" ? 280 : 290;
  const top = 990 - tall;
  const ry = half * 0.12;
  const knob = random.chance(0.5) ? pen.wood : metal;
  const body = style === "donabe"
    ? d`M${600 - half} ${top}C${600 - half} ${top + 190} ${600 - half * 0.7} 985 ${600 - half * 0.5} 992H${
      600 + half * 0.5
    }C${600 + half * 0.7} 985 ${600 + half} ${top + 190} ${600 + half} ${top}Z`
    : d`M${600 - half} ${top}V${940}Q${600 - half} 985 ${600 - half + 60} 992A${half} ${ry * 0.6} 0 0 0 ${
      600 + half - 60
    } 992Q${600 + half} 985 ${600 + half} 940V${top}Z`;
  const lotDomed = random.chance(0.6);
  const domed = pen.options.style ? style === "donabe" : lotDomed;
  const rise = domed ? 110 : 40;
  const lid = d`M${600 - half - 14} ${top}C${600 - half} ${top - rise * 0.8} ${600 - half * 0.5} ${
    top - rise
  } 600 ${top - rise}S${600 + half} ${top - rise * 0.8} ${600 + half + 14} ${top}A${half + 14} ${ry} 0 0 1 ${
    600 - half - 14
  } ${top}Z`;
  const grip = (s: number) => {
    const x = 600 + s * (half - 4);
    const data = d`M${x} ${top + 70}h${s * 56}q${s * 34} 4 ${s * 34} 40t${s * -34} 40h${s * -56}`;
    return line(data, tone.dark, 36) + line(data, tone.base, 24);
  };
  const stick = d`M${600 + half - 10} ${top + 60}L1120 ${top - 10}Q1150 ${top - 4} 1146 ${top + 22}Q1140 ${
    top + 40
  } 1116 ${top + 44}L${600 + half - 10} ${top + 116}Z`;
  const grips = style === "saucepan" ? path(stick, pen.lit(metal)) : grip(-1) + grip(1);
  return pen.shadow(630, 1000, half * 1.3, 52) + grips + pen.surface(body, pen.across()) +
    path(body, pen.gradient([[60, tone.dark, 0], [100, tone.dark, 0.5]], [0, 0], [0, 100])) +
    path(
      d`M${600 - half} ${top}A${half} ${ry} 0 0 0 ${600 + half} ${top}v30A${half} ${ry} 0 0 1 ${600 - half} ${
        top + 30
      }Z`,
      tone.dark,
      'opacity=".35"',
    ) + path(lid, pen.across()) +
    path(lid, pen.gradient([[0, tone.light, 0.6], [70, tone.light, 0]], [0, 0], [40, 100])) +
    line(
      d`M${600 - half - 12} ${top + 2}A${half + 14} ${ry} 0 0 0 ${600 + half + 12} ${top + 2}`,
      mix(tone.light, tone.base, 0.4),
      9,
    ) +
    rect(582, top - rise - 34, 36, 44, 8, pen.shade(knob)) +
    ellipse(600, top - rise - 46, 64, 26, pen.ball(knob)) +
    line(d`M${600 - half + 56} ${top + 70}V${920}`, "#fff", 16, 'opacity=".22"');
}

/** A rectangular pan for rolled omelettes, from above at an angle. */
function omelettePan(pen: Pen): string {
  const { wood } = pen;
  const tone = materials.iron;
  const dark = mix(tone.dark, "#26211e", 0.5);
  const pale = mix(tone.light, "#ffffff", 0.2);
  return pen.shadow(520, 980, 420, 60) +
    path("M760 690L1090 400Q1124 384 1132 416Q1134 440 1108 460L800 744Z", pen.across(wood)) +
    path("M700 716L790 640L836 690L748 770Z", pen.lit(materials.steel)) +
    path("M150 850L196 962Q206 984 232 984H700Q722 984 738 966L830 724L800 660Z", pen.across(tone)) +
    path("M150 850L280 660H830L738 866Q730 880 710 880H176Q156 876 150 850Z", pale) +
    path("M178 850L296 674H806L722 852Q716 862 702 862H194Q182 862 178 850Z", dark) +
    path(
      "M240 834L318 700H768L696 834Z",
      pen.gradient([[0, mix(dark, "#8b827a", 0.45)], [100, dark]], [0, 0], [80, 100]),
    );
}

/** A frying pan from above at an angle. */
export function pan(pen: Pen): string {
  const { random, tone, wood, metal } = pen;
  const style = pen.style(["skillet", "coated", "saute", "omelette"], "skillet");
  if (style === "omelette") return omelettePan(pen);
  const r = random.between(325, 350);
  const ry = r * 0.4;
  const deep = style === "saute";
  const cx = 470;
  const cy = style === "saute" ? 740 : 800;
  const lot = random.chance(0.5) && tone !== wood;
  const woody = pen.options.style ? style === "coated" : lot;
  const brass = pen.like({ colour: "brass" }).tone;
  const handle = style === "saute"
    ? brass
    : woody
    ? wood
    : mix(tone.base, tone.light, 0.2) === tone.base
    ? metal
    : tone;
  const stick = d`M${cx + r * 0.62} ${cy - ry * 0.72}L${1080} ${430}Q1124 412 1128 448Q1126 476 1096 494L${
    cx + r * 0.86
  } ${cy - ry * 0.36}Z`;
  const body = deep
    ? d`M${cx - r} ${cy}V${cy + 120}A${r} ${ry} 0 0 0 ${cx + r} ${cy + 120}V${cy}Z`
    : d`M${cx - r} ${cy}C${cx - r} ${cy + 70} ${cx - r * 0.82} ${cy + 150} ${cx - r * 0.72} ${cy + 126}A${
      r * 0.74
    } ${ry * 0.74} 0 0 0 ${cx + r * 0.72} ${cy + 126}C${cx + r * 0.82} ${cy + 120} ${cx + r} ${cy + 70} ${
      cx + r
    } ${cy}Z`;
  const inside = deep || (pen.glossy && !pen.options.style)
    ? materials.steel
    : mix(tone.dark, "#26211e", 0.5);
  const dark = typeof inside === "string"
    ? { base: inside, light: mix(inside, "#8b827a", 0.4), dark: mix(inside, "#000000", 0.35) }
    : inside;
  return pen.shadow(cx + 40, cy + 195, r * 1.15, 64) +
    path(
      stick,
      pen.gradient([[0, handle.light], [55, handle.base], [100, handle.dark]], [20, 0], [70, 100]),
    ) + ellipse(1092, 454, 15, 13, handle.dark) +
    (woody ? path(d`M${cx + r * 0.62} ${cy - ry * 0.72}l90 -58l44 74l-70 46Z`, pen.lit(metal)) : "") +
    pen.surface(body, pen.across()) +
    ellipse(
      cx,
      cy,
      r,
      ry,
      pen.across({ base: tone.light, light: mix(tone.light, "#ffffff", 0.3), dark: tone.base }),
    ) +
    ellipse(
      cx,
      cy + 4,
      r - 14,
      ry - 8,
      pen.gradient([[0, dark.dark], [100, dark.light]], [0, 0], [100, 100]),
    ) +
    ellipse(
      cx,
      cy + 34,
      r * 0.76,
      ry * 0.72,
      pen.gradient([[0, dark.light], [60, dark.base], [100, dark.dark]], [0, 0], [100, 100]),
    ) +
    ellipse(cx - 60, cy + 14, r * 0.4, ry * 0.24, "#fff", 'opacity=".12"');
}

/** A kettle with spout and handle. */
export function kettle(pen: Pen): string {
  const { random, tone, wood, metal } = pen;
  const knob = random.chance(0.6) ? wood : metal;
  const lot = random.chance(0.45) ? "gooseneck" : "whistling";
  const goose = pen.style(["gooseneck", "whistling"], lot) === "gooseneck";
  if (goose) {
    const body = "M420 520L370 940Q366 990 420 994H730Q784 990 780 940L730 520Z";
    const spout = "M384 900C230 880 300 620 190 520";
    const grip = "M728 560H860Q930 566 916 650L880 850";
    return pen.shadow(590, 1000, 320, 48) + line(spout, tone.dark, 50) + line(spout, tone.base, 40) +
      line(spout, tone.light, 10, 'transform="translate(-8 -4)" opacity=".7"') +
      path("M160 540L170 488L222 500L214 548Z", tone.base) +
      line(grip, knob.dark, 40) + line(grip, knob.base, 30) + pen.surface(body, pen.across()) +
      path("M410 520Q440 430 575 430T740 520Z", pen.across()) +
      rect(404, 508, 342, 22, 11, pen.across({ ...tone, base: tone.dark })) +
      ellipse(575, 404, 44, 34, pen.ball(knob)) + line("M440 570L416 900", "#fff", 16, 'opacity=".3"');
  }
  const body = "M330 900C300 700 400 520 600 520S900 700 870 900Q866 985 780 992H420Q334 985 330 900Z";
  const handle = "M400 590C380 300 460 230 600 230S820 300 800 590";
  return pen.shadow(620, 1000, 370, 52) +
    path("M350 800C270 770 262 640 176 600L214 556C330 580 380 640 430 660Z", pen.lit()) +
    ellipse(196, 578, 34, 15, tone.dark, 'transform="rotate(-48 196 578)"') +
    line(handle, metal.dark, 22) + line(handle, metal.base, 14) +
    line("M480 250Q600 212 720 250", knob.dark, 50) + line("M480 246Q600 208 720 246", knob.base, 38) +
    pen.surface(body, pen.ball()) +
    path(body, pen.gradient([[60, tone.dark, 0], [100, tone.dark, 0.6]], [20, 0], [40, 100])) +
    ellipse(600, 540, 150, 34, pen.shade()) + ellipse(600, 530, 150, 34, pen.lit()) +
    ellipse(600, 484, 42, 36, pen.ball(knob)) +
    line("M392 860C380 740 430 640 500 600", "#fff", 18, 'opacity=".3"');
}

/** The pots, pans and kettles of the kitchen category. */
export const cookware: ShapeTable = {
  pot: {
    draw: pot,
    stage: "plinth",
    height: 520,
    width: 840,
    styles: {
      casserole: {},
      saucepan: { height: 420, width: 900 },
      donabe: {},
      tall: { height: 620, width: 800 },
    },
  },
  pan: {
    draw: pan,
    stage: "plinth",
    height: 590,
    width: 1000,
    styles: { skillet: {}, coated: {}, saute: {}, omelette: {} },
  },
  kettle: {
    draw: kettle,
    stage: "plinth",
    height: 770,
    width: 760,
    styles: { gooseneck: {}, whistling: {} },
  },
};
