import { leafOutline } from "../foliage.ts";
import { materials, mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { label } from "../label.ts";
import { box, d, ellipse, line, path, rect } from "../svg.ts";

/** A plain bottle with a screw cap, and a bundle of reeds leaning on it. */
function refillBottle(pen: Pen): string {
  const body =
    "M440 560Q440 470 540 450V380H660V450Q760 470 760 560V950Q760 994 716 994H484Q440 994 440 950Z";
  const reeds = [0, 1, 2, 3, 4].map((i) => d`M${800 + i * 17} 992L${740 + i * 17} 300`).join("");
  return pen.shadow(640, 1000, 290, 44) + line(reeds, "#a88558", 12) + line(reeds, "#dcbf92", 5) +
    pen.surface(body, pen.across()) + rect(532, 330, 136, 84, 10, pen.across(materials.iron)) +
    label(490, 640, 220, 200) +
    line("M474 580V930", "#fff", 14, 'opacity=".35"');
}

/** A scent bottle with reeds. */
export function diffuser(pen: Pen): string {
  const { random, tone } = pen;
  const half = random.between(180, 215);
  const top = 570;
  const style = pen.style(["square", "round", "flask", "refill"], random.pick(["square", "round", "flask"]));
  if (style === "refill") return refillBottle(pen);
  const body = style === "square"
    ? d`M${600 - half} 690Q${600 - half} 650 ${600 - half + 40} 650H560V${top}H640V650H${600 + half - 40}Q${
      600 + half
    } 650 ${600 + half} 690V960Q${600 + half} 994 ${600 + half - 36} 994H${600 - half + 36}Q${
      600 - half
    } 994 ${600 - half} 960Z`
    : style === "round"
    ? d`M560 ${top}V640C${600 - half - 20} 670 ${600 - half - 40} 960 ${600 - 90} 994H690C${
      600 + half + 40
    } 960 ${600 + half + 20} 670 640 640V${top}Z`
    : d`M555 ${top}V650Q${600 - half * 0.6} 760 ${600 - half - 10} 940Q${600 - half - 10} 994 ${
      600 - half + 46
    } 994H${600 + half - 46}Q${600 + half + 10} 994 ${600 + half + 10} 940Q${
      600 + half * 0.6
    } 760 645 650V${top}Z`;
  const reeds = [-26, -15, -5, 6, 16, 27].map((a) => {
    const t = (a * Math.PI) / 180;
    const len = random.between(400, 450);
    return d`M${600 + a * 0.9} ${top + 10}l${Math.sin(t) * len} ${-Math.cos(t) * len}`;
  }).join("");
  const liquid = pen.clear ? path(body, "#d9b06a", 'opacity=".5" clip-path="inset(50% 0 0 0)"') : "";
  return pen.shadow(625, 1000, half * 1.6, 44) + line(reeds, "#a88558", 11, 'stroke-linecap="butt"') +
    line(reeds, "#dcbf92", 5, 'stroke-linecap="butt" transform="translate(-2 0)"') +
    (pen.clear ? rect(600 - half + 20, 790, half * 2 - 40, 186, 24, "#d9b06a", 'opacity=".6"') : liquid) +
    pen.surface(body, pen.across()) +
    rect(542, top - 14, 116, 52, 8, pen.across(random.chance(0.5) ? pen.wood : pen.metal)) +
    label(510, 770, 180, 150) +
    line(d`M${600 - half + 34} 760V940`, "#fff", 14, `opacity="${pen.clear ? 0.8 : 0.3}"`) +
    line(d`M${600 - half * 0.6} 984H${600 + half * 0.6}`, tone.light, 4, 'opacity=".3"');
}

/** A bottle with a spray head. */
export function roomSpray(pen: Pen): string {
  const { random, metal } = pen;
  const half = random.between(150, 180);
  const body = random.chance(0.5)
    ? d`M${600 - half} 520Q${600 - half} 450 ${600 - half + 80} 430H${600 + half - 80}Q${600 + half} 450 ${
      600 + half
    } 520V950Q${600 + half} 994 ${600 + half - 44} 994H${600 - half + 44}Q${600 - half} 994 ${
      600 - half
    } 950Z`
    : d`M${600 - half} 440H${600 + half}V960Q${600 + half} 994 ${600 + half - 34} 994H${600 - half + 34}Q${
      600 - half
    } 994 ${600 - half} 960Z`;
  const liquid = pen.clear
    ? rect(600 - half + 14, 600, half * 2 - 28, 378, 26, "#b9cfae", 'opacity=".7"')
    : "";
  const mist = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) =>
    ellipse(
      470 - i * 34,
      318 + (((i * 37) % 90) - 44) * (i / 6),
      9 - i * 0.6,
      9 - i * 0.6,
      "#fff",
      'opacity=".85"',
    )
  ).join("");
  const cap = pen.shadow(875, 1000, 110, 22) + rect(806, 850, 130, 148, 14, pen.across(metal)) +
    ellipse(871, 856, 64, 9, metal.light, 'opacity=".8"');
  return pen.shadow(620, 1000, half * 1.7, 42) + pen.cloud(340, 316, 190) + mist +
    rect(560, 350, 80, 96, 6, pen.across(metal)) + rect(536, 270, 128, 92, 14, pen.across(pen.wood)) +
    ellipse(560, 316, 13, 11, "#3b2a1c", 'opacity=".7"') + rect(540, 414, 120, 34, 6, pen.shade(metal)) +
    liquid +
    pen.surface(body, pen.across()) + label(600 - half + 34, 640, half * 2 - 68, 210) +
    line(d`M${600 - half + 26} 520V940`, "#fff", 12, `opacity="${pen.clear ? 0.8 : 0.3}"`) + cap;
}

/** Incense: sticks in a holder, or cones on a dish. */
export function incense(pen: Pen): string {
  const { random, tone } = pen;
  const smoke = (x: number, y: number) =>
    line(
      d`M${x} ${y}C${x - 70} ${y - 90} ${x + 80} ${y - 150} ${x + 10} ${y - 250}S${x - 30} ${y - 360} ${
        x + 40
      } ${y - 420}`,
      "#fff",
      26,
      'opacity=".35"',
    ) +
    line(
      d`M${x} ${y}C${x - 70} ${y - 90} ${x + 80} ${y - 150} ${x + 10} ${y - 250}S${x - 30} ${y - 360} ${
        x + 40
      } ${y - 420}`,
      "#fff",
      9,
      'opacity=".75"',
    );
  const stick = (x0: number, y0: number, x1: number, y1: number) =>
    line(d`M${x0} ${y0}L${x1} ${y1}`, "#7a5b40", 11) + ellipse(x1, y1, 8, 8, "#e0703a");
  const style = pen.style(["stick", "bowl", "cones"], random.chance(0.5) ? "stick" : "bowl");
  if (style === "cones") {
    const brass = pen.like({ colour: "brass" }).tone;
    const cone = (x: number, y: number, s: number) =>
      pen.shadow(x + 14, y, 110 * s, 16) +
      pen.surface(
        d`M${x} ${y - 210 * s}Q${x + 14 * s} ${y - 200 * s} ${x + 92 * s} ${y - 8}A92 16 0 0 1 ${
          x - 92 * s
        } ${y - 8}Q${x - 14 * s} ${y - 200 * s} ${x} ${y - 210 * s}Z`,
        pen.across(),
      );
    return pen.shadow(620, 1000, 430, 46) +
      path("M250 900H950Q920 994 800 994H400Q280 994 250 900Z", pen.across(brass)) +
      ellipse(600, 900, 350, 56, brass.light) + ellipse(600, 904, 322, 44, pen.shade(brass)) +
      cone(430, 900, 0.86) + cone(770, 896, 0.8) + cone(600, 924, 1.15) +
      ellipse(600, 690, 12, 9, "#e0703a") + smoke(600, 676);
  }
  if (style === "stick") {
    const body = "M250 930Q250 905 280 905H920Q950 905 950 930Q940 994 880 994H320Q260 994 250 930Z";
    return pen.shadow(620, 1000, 420, 44) + smoke(836, 520) + stick(330, 920, 836, 520) +
      pen.surface(body, pen.down()) + ellipse(600, 918, 335, 20, pen.shade()) +
      ellipse(600, 922, 310, 13, mix(tone.base, tone.dark, 0.3)) +
      ellipse(700, 922, 60, 5, "#d9d2c8", 'opacity=".8"') +
      rect(880, 910, 44, 12, 6, tone.light, 'opacity=".6"');
  }
  const half = random.between(190, 230);
  const bowl = d`M${600 - half} 800C${600 - half} 930 ${600 - half * 0.5} 985 ${600 - 80} 994H680C${
    600 + half * 0.5
  } 985 ${600 + half} 930 ${600 + half} 800Z`;
  return pen.shadow(625, 1000, half * 1.5, 44) + pen.surface(bowl, pen.across()) +
    ellipse(600, 800, half, half * 0.2, pen.lit()) +
    ellipse(600, 803, half - 14, half * 0.2 - 8, mix("#cbbfae", tone.dark, 0.2)) + smoke(560, 400) +
    smoke(690, 440) + stick(580, 800, 560, 400) + stick(620, 804, 690, 440) + stick(600, 806, 640, 470) +
    line(
      d`M${600 - half + 30} 840Q${600 - half + 50} 920 ${600 - half * 0.5} 960`,
      "#fff",
      12,
      'opacity=".3"',
    );
}

/** A bar on a rope, or two in paper bands. */
function singleSoap(
  pen: Pen,
  kind: "rope" | "band",
  bar: (x: number, y: number, w: number, h: number) => string,
): string {
  if (kind === "rope") {
    const rope = "M600 700C480 560 520 470 600 470S720 560 612 700";
    return pen.shadow(620, 1000, 400, 46) + bar(270, 770, 660, 226) + line(rope, "#b08d5c", 24) +
      line(rope, "#e3cfa4", 12, 'stroke-dasharray="14 12"') + ellipse(606, 708, 26, 16, "#5f4a30");
  }
  const band = (x: number, y: number, h: number) =>
    path(d`M${x - 120} ${y - 70}H${x + 120}V${y + h}H${x - 120}Z`, materials.paper.base) +
    line(d`M${x - 70} ${y + h * 0.4}h140M${x - 46} ${y + h * 0.62}h92`, "#4f463d", 8, 'opacity=".75"');
  return pen.shadow(620, 1000, 430, 46) + bar(270, 840, 660, 156) + band(600, 842, 152) +
    bar(296, 628, 620, 150) +
    band(606, 630, 146);
}

/** Bars of soap. */
export function soap(pen: Pen): string {
  const { random, tone } = pen;
  const dish = pen.like({ colour: pen.options.colour === "chalk" ? "sand" : "chalk", material: "stoneware" });
  const bar = (x: number, y: number, w: number, h: number) => {
    const slope = 70;
    const top = d`M${x + 20} ${y + 26}Q${x + 30} ${y - slope} ${x + 110} ${y - slope}H${x + w - 110}Q${
      x + w - 30
    } ${y - slope} ${x + w - 20} ${y + 26}Z`;
    const cx = x + w / 2;
    const cy = y + h / 2;
    return pen.surface(top, pen.lit({ ...tone, base: mix(tone.base, tone.light, 0.6), dark: tone.base })) +
      pen.surface(box(x, y, w, h, 56), pen.down(), 1, 0, [tone.dark, 3, 0.3]) +
      path(
        d`M${x + 50} ${y + 9}H${x + w - 50}`,
        "none",
        `stroke="${tone.light}" stroke-width="12" opacity=".75"`,
      ) +
      ellipse(cx, cy + 4, w * 0.2, h * 0.3, "none", `stroke="${tone.dark}" stroke-width="6" opacity=".45"`) +
      ellipse(cx, cy + 8, w * 0.2, h * 0.3, "none", `stroke="${tone.light}" stroke-width="4" opacity=".6"`) +
      path(leafOutline(cx - 44, cy + 26, 104, 24, 64), tone.dark, 'opacity=".35"');
  };
  const style = pen.style(["dish", "tied", "rope", "band"], random.chance(0.5) ? "tied" : "dish");
  if (style === "rope" || style === "band") return singleSoap(pen, style, bar);
  const stacked = style === "tied";
  const foam = random.chance(0.5)
    ? [[330, 742, 34], [372, 720, 22], [300, 716, 20]].map(([x = 0, y = 0, r = 0]) =>
      ellipse(x, y, r, r, pen.radial([[0, "#fff", 0.25], [75, "#fff", 0.35], [100, "#fff", 0.95]]))
    ).join("")
    : "";
  if (!stacked) {
    return pen.shadow(620, 1000, 480, 48) +
      dish.surface("M170 890H1030Q1010 990 900 994H300Q190 990 170 890Z", dish.down()) +
      ellipse(600, 890, 430, 62, dish.lit()) + ellipse(600, 894, 400, 50, dish.shade()) +
      bar(310, 700, 580, 190) + foam;
  }
  const twine = random.chance(0.6)
    ? line("M600 460V990M590 462V990", "#b08d5c", 7) +
      line(
        "M596 470C520 380 480 470 596 474C700 380 720 470 600 474M596 474L540 540M602 474L660 536",
        "#a07c4a",
        9,
      )
    : "";
  return pen.shadow(620, 1000, 430, 46) + bar(270, 840, 660, 156) +
    bar(296, 600, 620, 150) + twine;
}

/** The shapes of the fragrance category. */
export const fragrance: ShapeTable = {
  diffuser: {
    draw: diffuser,
    stage: "plinth",
    height: 870,
    width: 480,
    styles: { square: {}, round: {}, flask: {}, refill: { height: 720 } },
  },
  "room-spray": { draw: roomSpray, stage: "plinth", height: 790, width: 460 },
  incense: {
    draw: incense,
    stage: "plinth",
    height: 760,
    width: 720,
    styles: { stick: {}, bowl: {}, cones: { height: 620 } },
  },
  soap: {
    draw: soap,
    stage: "plinth",
    height: 500,
    width: 760,
    styles: { dish: {}, tied: {}, rope: { height: 540 }, band: {} },
  },
};
