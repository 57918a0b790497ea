import { mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { block, face, project, rod } from "../solid.ts";
import { d, ellipse, line, path } from "../svg.ts";

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
  const lot = random.pick(["four", "four", "round", "trestle"]);
  const style = pen.style(["four", "round", "trestle", "folding", "turned"], lot);
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
  if (style === "folding") {
    const cross = (y: number) =>
      rod(pen, [-330, y, 0], [330, y, 490], 26, 26, tone) +
      rod(pen, [330, y, 0], [-330, y, 490], 26, 26, tone);
    let slats = "";
    for (let i = 6; i >= 0; i--) {
      slats += block(pen, [-480, -220 + i * 64, 500], [480, -220 + i * 64 + 46, 526], { tone });
    }
    return ground + cross(150) + cross(-150) + slats;
  }
  if (style === "turned") {
    const limb = (x: number, y: number) =>
      [[0, 70, 22], [70, 130, 42], [130, 330, 34], [330, 400, 52], [400, 500, 60]].map((
        [z0 = 0, z1 = 0, w = 0],
      ) => rod(pen, [x, y, z0], [x, y, z1], w, w * 1.06, tone)).join("");
    return ground + limb(-410, 160) + limb(410, 160) +
      block(pen, [-430, -180, 430], [430, 180, 510], { tone }) +
      limb(-410, -160) + limb(410, -160) +
      block(pen, [-490, -230, 510], [490, 230, 562], { tone, patterned: true, soft: 6 });
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
  const lot = random.pick(["round", "oval", "square", "drum"]);
  const style = pen.style(["round", "oval", "square", "drum", "pillars", "glass"], lot);
  const frame = pen.clear ? pen.metal : random.chance(0.6) ? tone : wood;
  const ground = pen.shadow(620, 1000, 470, 70, 0.32);
  if (style === "square") {
    return ground + fourLegged(pen, 430, 260, 290, { thick: 34, taper: random.chance(0.5), apron: 0 });
  }
  if (style === "pillars") {
    const drum = (x: number, y: number, fill: string) =>
      path(d`M${x - 110} 690V${y - 22}A110 24 0 0 0 ${x + 110} ${y - 22}V690Z`, fill);
    return ground + drum(600, 940, pen.shade()) + drum(370, 990, pen.across()) +
      drum(830, 990, pen.across()) +
      roundTop(pen, 670, 480, 54);
  }
  if (style === "glass") {
    const metal = pen.clear ? pen.metal : pen.tone;
    const pane = pen.gradient([[0, "#f4faf8", 0.75], [50, "#cfe0dd", 0.4], [100, "#a5bbbc", 0.6]], [0, 0], [
      100,
      100,
    ]);
    const limb = (x: number, y: number) =>
      block(pen, [x - 12, y - 12, 0], [x + 12, y + 12, 280], { tone: metal });
    const edge = line(
      face([[-430, -260, 290], [430, -260, 290], [430, 260, 290], [-430, 260, 290]]),
      metal.base,
      16,
    );
    return ground + limb(-418, 248) + limb(418, 248) +
      rod(pen, [-418, 248, 40], [418, 248, 40], 16, 16, metal) +
      limb(-418, -248) + limb(418, -248) +
      path(face([[-430, -260, 296], [430, -260, 296], [430, 260, 296], [-430, 260, 296]]), pane) + edge +
      line(face([[-300, -180, 296], [60, 200, 296]]), "#fff", 10, 'opacity=".6"');
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
  const lot = random.pick(["pedestal", "tray", "tripod", "drawer"]);
  const style = pen.style(["pedestal", "tray", "tripod", "drawer", "nesting"], lot);
  const ground = pen.shadow(615, 1000, 290, 46);
  if (style === "pedestal") {
    const foot = pen.clear ? metal : tone;
    return ground + ellipse(600, 982, 190, 38, pen.shade(foot)) +
      ellipse(600, 970, 190, 38, pen.across(foot)) +
      path("M570 970C590 860 590 620 560 480H640C610 620 610 860 630 970Z", pen.across(foot)) +
      roundTop(pen, 460, 290, 26);
  }
  if (style === "nesting") {
    const steel = pen.like({ material: "steel" }).metal;
    const one = (x: number, y: number, half: number, tall: number) => {
      const post = (a: number, b: number) =>
        block(pen, [x + a - 9, y + b - 9, 0], [x + a + 9, y + b + 9, tall], { tone: steel });
      const k = half - 14;
      return post(-k, k * 0.8) + post(k, k * 0.8) + post(-k, -k * 0.8) + post(k, -k * 0.8) +
        block(pen, [x - half, y - half * 0.86, tall], [x + half, y + half * 0.86, tall + 34], {
          tone,
          patterned: true,
        });
    };
    return ground + one(-40, 60, 230, 520) + one(80, -150, 180, 380);
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

/** The shapes of the tables category. */
export const tables: ShapeTable = {
  "dining-table": {
    draw: diningTable,
    stage: "floor",
    height: 560,
    width: 1060,
    styles: { four: {}, round: {}, trestle: {}, folding: {}, turned: {} },
  },
  "coffee-table": {
    draw: coffeeTable,
    stage: "floor",
    height: 360,
    width: 980,
    styles: { round: {}, oval: {}, square: {}, drum: {}, pillars: {}, glass: {} },
  },
  "side-table": {
    draw: sideTable,
    stage: "floor",
    height: 600,
    width: 580,
    styles: { pedestal: {}, tray: {}, tripod: {}, drawer: {}, nesting: {} },
  },
};
