import { mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { block, project, rod } from "../solid.ts";
import { d, ellipse, line, path, puff, rect } from "../svg.ts";

/** A folding café chair: crossed legs and slats. */
function foldingChair(pen: Pen): string {
  const { tone } = pen;
  const tube = (data: string) => line(data, tone.dark, 22) + line(data, tone.light, 7, 'opacity=".8"');
  const slat = (y: number, x0: number, x1: number) => rect(x0, y, x1 - x0, 34, 8, pen.down());
  return pen.shadow(620, 1000, 320, 40) + tube("M820 1000L560 560M460 1000L720 560") +
    tube("M740 1000L480 560M380 1000L640 560") +
    tube("M400 150L392 600M800 150L808 600") + slat(160, 392, 808) + slat(230, 392, 808) +
    slat(300, 392, 808) +
    [0, 1, 2, 3].map((i) => slat(560 + i * 40, 380 - i * 14, 820 + i * 14)).join("") + tube("M420 930H780");
}

/** A chair for the table. */
export function diningChair(pen: Pen): string {
  const { random, tone } = pen;
  const painted = random.chance(0.55);
  const frame = painted ? tone : pen.wood;
  const lot = random.pick(["slats", "spindles", "panel", "bow"]);
  const style = pen.style(["slats", "spindles", "panel", "bow", "cane", "folding"], lot);
  if (style === "folding") return foldingChair(pen);
  const w = 200;
  const depth = 190;
  const seat = 430;
  const top = 860;
  const limb = (x: number, y: number, lean: number) =>
    rod(pen, [x + lean, y - Math.abs(lean) * 0.4, 0], [x, y, seat - 10], 22, 36, frame);
  let out = pen.shadow(650, 990, 330, 70);
  out += limb(-w + 20, depth - 20, -14) + limb(w - 20, depth - 20, 14);
  out += rod(pen, [-w + 20, depth - 20, 190], [w - 20, depth - 20, 190], 16, 16, frame);
  // The back stands behind the seat.
  const post = (x: number) => rod(pen, [x, depth - 14, seat], [x * 1.04, depth + 52, top], 34, 26, frame);
  const rail = (z: number, thick: number, bow: number) => {
    const [ax, ay] = project([-w + 12, depth + (z - seat) * 0.15 - 14, z]);
    const [bx, by] = project([w - 12, depth + (z - seat) * 0.15 - 14, z]);
    const mx = (ax + bx) / 2;
    const my = (ay + by) / 2 + bow;
    return pen.surface(
      d`M${ax} ${ay}Q${mx} ${my} ${bx} ${by}v${thick}Q${mx} ${my + thick} ${ax} ${ay + thick}Z`,
      pen.down(frame),
    );
  };
  if (style === "cane") {
    const [x, y] = project([0, depth + 40, 690]);
    const rattan = pen.like({ colour: "sand", material: "rattan" });
    out += post(-w + 16) + post(w - 16) + ellipse(x, y, 172, 150, "#d9bb8a") +
      ellipse(x, y, 172, 150, rattan.overlay() ?? "none") +
      ellipse(x, y, 172, 150, "none", `stroke="${frame.dark}" stroke-width="34"`) +
      ellipse(x, y, 172, 150, "none", `stroke="${frame.base}" stroke-width="26"`);
  } else if (style === "panel") {
    const data = puff(
      project([-w + 30, depth, 0])[0],
      project([0, depth + 52, top + 30])[1],
      350,
      260,
      56,
      12,
    );
    out += post(-w + 30) + post(w - 30) + pen.surface(data, pen.lit()) +
      line(data, tone.dark, 3, 'opacity=".4"');
  } else {
    if (style === "spindles") {
      for (let i = 1; i < 6; i++) {
        const x = -w + 20 + (i * (2 * w - 40)) / 6;
        out += rod(pen, [x, depth - 14, seat], [x, depth + 50, top - 30], 13, 13, frame);
      }
    }
    out += post(-w + 16) + post(w - 16);
    if (style === "slats") {
      out += rail(top - 10, 56, -12) + rail(top - 130, 48, -12) + rail(top - 240, 42, -10);
    } else if (style === "bow") out += rail(top - 20, 110, -22);
    else out += rail(top + 6, 62, -20);
  }
  const cushioned = !painted || style === "panel";
  out += cushioned
    ? block(pen, [-w, -depth, seat], [w, depth, seat + 44], { tone, soft: 22, patterned: true })
    : block(pen, [-w, -depth, seat], [w, depth, seat + 26], { tone: frame, soft: 12, patterned: true });
  return out + rod(pen, [w - 22, -depth + 20, 170], [w - 22, depth - 20, 170], 16, 16, frame) +
    limb(-w + 22, -depth + 20, -16) + limb(w - 22, -depth + 20, 16);
}

/** Three boards with visible joints. */
function boardStool(pen: Pen): string {
  const style = { tone: pen.tone, patterned: true };
  return pen.shadow(650, 1000, 370, 70) + block(pen, [190, -130, 0], [230, 130, 330], style) +
    block(pen, [-190, -20, 120], [190, 20, 180], style) +
    block(pen, [-230, -130, 0], [-190, 130, 330], style) +
    block(pen, [-290, -150, 330], [290, 150, 370], style);
}

/** One solid turned block. */
function corkStool(pen: Pen): string {
  const { tone } = pen;
  const body =
    "M400 560C380 700 450 740 450 790S390 880 400 960A200 38 0 0 0 800 960C810 880 750 840 750 790S820 700 800 560Z";
  let grains = "";
  for (let i = 0; i < 46; i++) {
    const x = 440 + ((i * 83) % 320);
    grains += d`M${x} ${620 + ((i * 57) % 340)}l${6 + (i % 4) * 3} 3`;
  }
  return pen.shadow(620, 1000, 290, 50) + pen.surface(body, pen.across()) +
    line(grains, tone.dark, 7, 'opacity=".4"') +
    ellipse(600, 560, 200, 38, mix(tone.base, tone.light, 0.7));
}

/** A stool, low or at counter height. */
export function stool(pen: Pen): string {
  const { random, tone } = pen;
  const style = pen.style(["counter", "low", "block", "padded"], "padded");
  if (style === "low") return boardStool(pen);
  if (style === "block") return corkStool(pen);
  const lotTall = random.pick([520, 620, 720]);
  const tall = style === "counter" ? 720 : lotTall;
  const top = 1000 - tall;
  const half = random.between(190, 220);
  const lotPadded = random.chance(0.5);
  const padded = pen.options.style ? style === "padded" : lotPadded;
  const frame = padded ? pen.wood : pen.options.style || random.chance(0.6) ? tone : pen.wood;
  const ry = half * 0.22;
  const foot = half * 1.05;
  const limb = (x0: number, x1: number, y: number, fill: string) =>
    path(d`M${600 + x0 - 20} ${top + 30}h40L${600 + x1 + 11} ${y}h-22Z`, fill);
  let out = pen.shadow(615, 992, half * 1.4, 46) + limb(-half * 0.42, -half * 0.5, 962, pen.shade(frame)) +
    limb(half * 0.42, half * 0.5, 962, pen.shade(frame));
  const ring = top + tall * 0.66;
  out += line(d`M${600 - foot * 0.88} ${ring}L${600 + foot * 0.88} ${ring}`, frame.dark, 18) +
    line(d`M${600 - foot * 0.88} ${ring - 3}L${600 + foot * 0.88} ${ring - 3}`, frame.base, 10);
  out += limb(-half * 0.74, -foot, 1000, pen.across(frame)) +
    limb(half * 0.74, foot, 1000, pen.across(frame));
  const thick = padded ? 66 : 40;
  const side = d`M${600 - half} ${top}v${thick}A${half} ${ry} 0 0 0 ${600 + half} ${top + thick}v${-thick}Z`;
  out += pen.surface(side, pen.across()) + ellipse(600, top, half, ry, mix(tone.base, tone.light, 0.6));
  const overlay = pen.overlay();
  if (overlay) out += ellipse(600, top, half, ry, overlay);
  return out +
    ellipse(
      590,
      top - 4,
      half * 0.8,
      ry * 0.72,
      pen.gradient([[0, tone.light, 0.8], [100, tone.base, 0]], [0, 0], [100, 100]),
    );
}

/** A bench for hall or table. */
export function bench(pen: Pen): string {
  const { random, tone } = pen;
  const w = 430;
  const depth = 130;
  const seat = 350;
  const lot = random.chance(0.5) ? "padded" : undefined;
  const kind = pen.style(
    ["padded", "slatted", "plain", "shelf"],
    lot ?? (random.chance(0.5) ? "slatted" : "plain"),
  );
  const padded = kind === "padded";
  const slatted = kind === "slatted";
  const frame = padded || tone === pen.wood ? pen.wood : tone;
  const style = { tone: frame };
  const limb = (x: number, y: number) => block(pen, [x - 22, y - 22, 0], [x + 22, y + 22, seat - 40], style);
  let out = pen.shadow(640, 1010, 500, 80) + limb(-w + 40, depth - 30) + limb(w - 40, depth - 30);
  if (kind === "shelf") {
    for (let i = 3; i >= 0; i--) {
      const y = -depth + 24 + i * 56;
      out += block(pen, [-w + 40, y, 80], [w - 40, y + 36, 104], style);
    }
  } else out += rod(pen, [-w + 40, 0, 90], [w - 40, 0, 90], 22, 22, frame);
  out += limb(-w + 40, -depth + 30) +
    limb(w - 40, -depth + 30);
  if (slatted) {
    for (let i = 3; i >= 0; i--) {
      const y = -depth + i * 68;
      out += block(pen, [-w, y, seat - 40], [w, y + 52, seat], { ...style, patterned: true });
    }
    return out;
  }
  out += block(pen, [-w, -depth, seat - 40], [w, depth, seat], { ...style, patterned: !padded });
  if (padded) {
    out += block(pen, [-w + 14, -depth + 10, seat + 12], [w - 14, depth - 10, seat + 52], {
      tone,
      soft: 28,
      patterned: true,
    });
  }
  return out;
}

/** The chairs, stools and benches of the seating category. */
export const chairs: ShapeTable = {
  "dining-chair": {
    draw: diningChair,
    stage: "floor",
    height: 880,
    width: 560,
    styles: { slats: {}, spindles: {}, panel: {}, bow: {}, cane: {}, folding: {} },
  },
  stool: {
    draw: stool,
    stage: "floor",
    height: 640,
    width: 460,
    styles: {
      counter: { height: 720 },
      low: { height: 420, width: 660 },
      block: { height: 460 },
      padded: {},
    },
  },
  bench: {
    draw: bench,
    stage: "floor",
    height: 420,
    width: 1000,
    styles: { padded: {}, slatted: {}, plain: {}, shelf: {} },
  },
};
