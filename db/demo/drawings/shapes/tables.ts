import { mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { block, face, project, rod } from "../solid.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

/** A round or oval top seen from slightly above. */
function roundTop(pen: Pen, y: number, rx: number, thick: number): string {
  const { tone } = pen;
  const ry = rx * 0.21;
  const edge = d`M${600 - rx} ${y}v${thick}A${rx} ${ry} 0 0 0 ${600 + rx} ${y + thick}v${-thick}Z`;
  const overlay = pen.overlay();
  return path(edge, pen.across()) + path(edge, pen.tone.dark, 'opacity=".3"') +
    ellipse(
      600,
      y,
      rx,
      ry,
      pen.clear
        ? pen.lit()
        : pen.gradient([[0, tone.light], [70, mix(tone.light, tone.base, 0.8)], [100, tone.base]], [0, 0], [
          100,
          60,
        ]),
    ) +
    (overlay ? ellipse(600, y, rx, ry, overlay) : "") +
    (pen.clear
      ? line(
        d`M${600 - rx * 0.7} ${y - ry * 0.5}A${rx} ${ry} 0 0 1 600 ${y - ry + 6}`,
        "#fff",
        6,
        'opacity=".8"',
      )
      : "");
}

/** A table top in space with four legs. */
function fourLegged(
  pen: Pen,
  w: number,
  depth: number,
  tall: number,
  options: { thick: number; taper: boolean; apron: number },
): string {
  const { tone } = pen;
  const frame = pen.clear ? pen.metal : tone;
  const { thick, taper, apron } = options;
  const under = tall - thick;
  const limb = (x: number, y: number) =>
    taper
      ? rod(pen, [x * 1.03, y * 1.04, 0], [x * 0.96, y * 0.9, under], 20, 44, frame)
      : block(pen, [x - 20, y - 20, 0], [x + 20, y + 20, under], { tone: frame });
  const inset = taper ? 44 : 28;
  const x = w - inset;
  const y = depth - inset;
  let out = limb(-x, y) + limb(x, y);
  if (apron > 0) {
    out += block(pen, [-x, -y, under - apron], [x, y, under], {
      tone: { ...frame, base: mix(frame.base, frame.dark, 0.35) },
    });
  }
  out += limb(-x, -y) + limb(x, -y);
  return out + block(pen, [-w, -depth, under], [w, depth, tall], { tone, patterned: true, soft: 4 });
}

/** A table to eat and work at. */
export function diningTable(pen: Pen): string {
  const { random, tone } = pen;
  const style = random.pick(["four", "four", "round", "trestle"]);
  const ground = pen.shadow(620, 1000, 500, 84, 0.3);
  if (style === "round" || pen.clear) {
    const foot = pen.clear ? pen.metal : tone;
    return pen.shadow(620, 1000, 330, 52) +
      path(
        "M430 1000Q560 970 570 900V560H630V900Q640 970 770 1000A170 26 0 0 1 430 1000Z",
        pen.across(foot),
      ) +
      path("M470 520H730L640 640H560Z", pen.shade(foot)) + roundTop(pen, 500, 500, 30);
  }
  if (style === "trestle") {
    const a = (x: number) =>
      rod(pen, [x, -150, 0], [x, -40, 500], 40, 44, tone) +
      rod(pen, [x, 150, 0], [x, 40, 500], 36, 40, { ...tone, base: tone.dark });
    return ground + a(-330) + rod(pen, [-330, 0, 230], [330, 0, 230], 30, 30, tone) + a(330) +
      block(pen, [-490, -220, 500], [490, 220, 540], { tone, patterned: true, soft: 4 });
  }
  return ground +
    fourLegged(pen, 480, 225, random.between(530, 560), {
      thick: random.pick([26, 36]),
      taper: random.chance(0.6),
      apron: random.pick([0, 52]),
    });
}

/** A low table for the sofa. */
export function coffeeTable(pen: Pen): string {
  const { random, tone, wood } = pen;
  const style = random.pick(["round", "oval", "square", "drum"]);
  const frame = pen.clear ? pen.metal : random.chance(0.6) ? tone : wood;
  const ground = pen.shadow(620, 1000, 470, 70, 0.32);
  if (style === "square") {
    return ground + fourLegged(pen, 430, 260, 290, { thick: 34, taper: random.chance(0.5), apron: 0 });
  }
  if (style === "drum") {
    const half = 390;
    return pen.shadow(625, 1000, 470, 84) +
      pen.surface(d`M${600 - half} 680V920A${half} 82 0 0 0 ${600 + half} 920V680Z`, pen.across(), 1, 90) +
      roundTop(pen, 680, half, 22);
  }
  const rx = style === "oval" ? 480 : 420;
  const limb = (x0: number, x1: number, y: number, fill: string) =>
    path(d`M${600 + x0 - 18} 690h36L${600 + x1 + 10} ${y}h-20Z`, fill);
  return ground + limb(-rx * 0.45, -rx * 0.5, 950, pen.shade(frame)) +
    limb(rx * 0.45, rx * 0.5, 950, pen.shade(frame)) +
    limb(-rx * 0.7, -rx * 0.78, 1000, pen.across(frame)) +
    limb(rx * 0.7, rx * 0.78, 1000, pen.across(frame)) +
    (random.chance(0.4)
      ? ellipse(600, 860, rx * 0.7, rx * 0.12, pen.shade(frame)) +
        ellipse(600, 854, rx * 0.7, rx * 0.12, pen.down(frame))
      : "") +
    roundTop(pen, 660, rx, 28);
}

/** A small table beside sofa or bed. */
export function sideTable(pen: Pen): string {
  const { random, tone, wood, metal } = pen;
  const style = random.pick(["pedestal", "tray", "tripod", "drawer"]);
  const ground = pen.shadow(615, 1000, 290, 46);
  if (style === "pedestal") {
    const foot = pen.clear ? metal : tone;
    return ground + ellipse(600, 982, 190, 38, pen.shade(foot)) +
      ellipse(600, 970, 190, 38, pen.across(foot)) +
      path("M570 970C590 860 590 620 560 480H640C610 620 610 860 630 970Z", pen.across(foot)) +
      roundTop(pen, 460, 290, 26);
  }
  if (style === "drawer" && !pen.clear) {
    const limb = (x: number, y: number) => rod(pen, [x * 1.04, y * 1.04, 0], [x, y, 340], 18, 36, tone);
    const [kx, ky] = project([0, -210, 470]);
    return ground + limb(-190, 170) + limb(190, 170) + limb(-190, -170) + limb(190, -170) +
      block(pen, [-220, -200, 340], [220, 200, 580], { tone, patterned: true }) +
      line(face([[-196, -200, 370], [196, -200, 370], [196, -200, 550], [-196, -200, 550]]), tone.dark, 4) +
      ellipse(kx, ky, 17, 17, pen.ball(metal)) +
      block(pen, [-236, -214, 580], [236, 214, 604], { tone, patterned: true });
  }
  const frame = style === "tray" ? metal : pen.clear ? metal : wood;
  const limb = (x0: number, x1: number, y: number, fill: string) =>
    path(d`M${600 + x0 - 13} 470h26L${600 + x1 + 9} ${y}h-18Z`, fill);
  const cross = line("M420 780H780", frame.dark, 12);
  return ground + limb(0, 20, 950, pen.shade(frame)) + cross + limb(-190, -220, 1000, pen.across(frame)) +
    limb(190, 220, 1000, pen.across(frame)) +
    (style === "tray"
      ? path(d`M330 430v-34A270 57 0 0 0 870 396V430Z`, pen.shade()) + roundTop(pen, 430, 270, 40) +
        line("M330 424A270 57 0 0 1 870 424", tone.dark, 8)
      : roundTop(pen, 450, 280, 30));
}

/** A desk with drawers. */
export function desk(pen: Pen): string {
  const { random, tone, metal } = pen;
  const tall = 540;
  const depth = 200;
  const w = 470;
  const apron = random.between(110, 130);
  const limb = (x: number, y: number) =>
    rod(pen, [x * 1.02, y * 1.03, 0], [x, y, tall - apron], 18, 38, tone);
  const count = random.pick([2, 3]);
  const pedestal = random.chance(0.4);
  let out = pen.shadow(630, 1000, 510, 84, 0.3) + limb(-w + 40, depth - 40) + limb(w - 40, depth - 40);
  if (pedestal) {
    out += block(pen, [150, -depth + 30, 130], [w - 20, depth - 20, tall - 30], { tone, patterned: true });
  }
  out += limb(-w + 40, -depth + 40) + limb(w - 40, -depth + 40);
  const front = pedestal ? 150 : w - 10;
  out += block(pen, [-w + 10, -depth + 10, tall - apron], [w - 10, depth - 10, tall], {
    tone,
    patterned: true,
  });
  const drawer = (x0: number, x1: number, z0: number, z1: number, y: number) => {
    const [hx, hy] = project([(x0 + x1) / 2, y, (z0 + z1) / 2]);
    return line(face([[x0, y, z0], [x1, y, z0], [x1, y, z1], [x0, y, z1]]), tone.dark, 4) +
      line(d`M${hx - 26} ${hy - 2}L${hx + 26} ${hy + 4}`, metal.base, 11);
  };
  for (let i = 0; i < count; i++) {
    const span = (front + w - 10) / count;
    out += drawer(-w + 20 + i * span, -w + 4 + (i + 1) * span, tall - apron + 12, tall - 14, -depth + 10);
  }
  if (pedestal) {
    for (let i = 0; i < 3; i++) out += drawer(166, w - 34, 142 + i * 94, 226 + i * 94, -depth + 30);
  }
  out += block(pen, [-w, -depth, tall], [w, depth, tall + 26], { tone, patterned: true });
  if (random.chance(0.5)) {
    out += block(pen, [-w + 10, depth - 90, tall + 30], [w - 10, depth - 6, tall + 120], { tone });
  }
  return out;
}

/** A narrow table along the wall. */
export function consoleTable(pen: Pen): string {
  const { random, tone, metal } = pen;
  const tall = 560;
  const style = random.pick(["drawers", "shelf", "arch"]);
  const y = 1000 - tall;
  const frame = pen.clear ? metal : tone;
  const top = path(d`M180 ${y}H1020L990 ${y - 44}H210Z`, mix(tone.base, tone.light, 0.7)) +
    pen.surface(d`M180 ${y}h840v30h-840Z`, pen.down());
  const ground = pen.shadow(610, 1000, 480, 36);
  if (style === "arch") {
    const side = d`M210 ${y + 30}H990V1000H930V860A330 330 0 0 0 270 860V1000H210Z`;
    return ground +
      path(
        d`M270 990V860A330 330 0 0 1 930 860V990H906V864A306 320 0 0 0 294 864V990Z`,
        pen.shade(frame),
      ) + pen.surface(side, pen.lit(frame)) + top;
  }
  const limb = (x: number, fill: string, foot: number) =>
    path(d`M${x - 17} ${y + 20}h34L${x + 11} ${foot}h-22Z`, fill);
  let out = ground + limb(270, pen.shade(frame), 972) + limb(930, pen.shade(frame), 972);
  if (style === "shelf") {
    out += path("M220 850H980L950 818H250Z", mix(frame.base, frame.light, 0.5)) +
      rect(220, 850, 760, 24, 0, pen.down(frame));
  }
  out += limb(222, pen.across(frame), 1000) + limb(978, pen.across(frame), 1000);
  if (style === "drawers") {
    out += pen.surface(d`M200 ${y + 28}h800v120h-800Z`, pen.lit());
    for (let i = 0; i < 3; i++) {
      out += rect(214 + i * 260, y + 44, 252, 90, 4, "none", `stroke="${tone.dark}" stroke-width="4"`) +
        ellipse(340 + i * 260, y + 90, 14, 14, pen.ball(metal));
    }
  }
  return out + top;
}

/** The shapes of the tables category. */
export const tables: ShapeTable = {
  "dining-table": { draw: diningTable, stage: "floor", height: 560, width: 1060 },
  "coffee-table": { draw: coffeeTable, stage: "floor", height: 360, width: 980 },
  "side-table": { draw: sideTable, stage: "floor", height: 600, width: 580 },
  desk: { draw: desk, stage: "floor", height: 640, width: 1060 },
  console: { draw: consoleTable, stage: "floor", height: 600, width: 860 },
};
