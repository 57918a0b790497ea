import { mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { block, project, rod } from "../solid.ts";
import { d, ellipse, line, path, puff, rect } from "../svg.ts";

/** A tapered leg seen from the front, leaning outwards by `lean`. */
function leg(pen: Pen, x: number, top: number, lean: number, w = 26): string {
  return path(d`M${x - w / 2} ${top}h${w}L${x + lean + w * 0.3} 1000h${-w * 0.6}Z`, pen.across(pen.wood));
}

/** An upholstered piece: shape, pattern, and a seam along its lower edge. */
function upholstery(pen: Pen, x: number, y: number, w: number, h: number, r: number, bow = 8): string {
  return pen.surface(puff(x, y, w, h, r, bow), pen.lit(), 1, 0, [pen.tone.dark, 3, 0.5]);
}

function crease(pen: Pen, x0: number, x1: number, y: number): string {
  return path(d`M${x0} ${y}Q${(x0 + x1) / 2} ${y + 26} ${x1} ${y}Z`, pen.tone.dark, 'opacity=".4"');
}

/** A sofa or armchair from the front: `seats` cushions between two arms. */
function lounge(pen: Pen, width: number, seats: number, tall: number): string {
  const { random, tone } = pen;
  const left = 600 - width / 2;
  const arm = random.between(72, 100);
  const armTop = 1000 - tall * random.between(0.58, 0.7);
  const backTop = 1000 - tall;
  const feet = random.between(64, 92);
  const base = 1000 - feet;
  const round = random.pick([26, 44, 64]);
  const inner = left + arm - 12;
  const each = (width - 2 * arm + 24) / seats;
  const seatTop = base - random.between(128, 150);
  let out = pen.shadow(610, 1000, width * 0.56, 44);
  out += leg(pen, left + 60, base - 10, -14) + leg(pen, left + width - 60, base - 10, 14);
  out += leg(pen, left + 150, base - 10, -6, 18) + leg(pen, left + width - 150, base - 10, 6, 18);
  out += upholstery(pen, left + arm * 0.5, backTop, width - arm, base - backTop, round, 6);
  const backs = random.chance(0.75) ? seats : 1;
  for (let i = 0; i < backs; i++) {
    const w = (each * seats) / backs;
    out += upholstery(pen, inner + i * w + 5, backTop + 26, w - 10, seatTop - backTop + 20, 40, 10);
  }
  out += path(
    d`M${inner} ${seatTop - 34}h${each * seats}v40h${-each * seats}Z`,
    pen.gradient([[0, tone.dark, 0], [100, tone.dark, 0.55]], [0, 0], [0, 100]),
  );
  out += rect(left + 30, base - 60, width - 60, 58, 12, pen.shade());
  for (let i = 0; i < seats; i++) {
    out += upholstery(pen, inner + i * each + 2, seatTop, each - 4, base - 42 - seatTop, 34, 7);
    out += crease(pen, inner + i * each + 30, inner + (i + 1) * each - 30, base - 42);
  }
  out += upholstery(pen, left, armTop, arm, base - armTop, Math.min(round, arm / 2 - 4), 4);
  const right = puff(left + width - arm, armTop, arm, base - armTop, Math.min(round, arm / 2 - 4), 4);
  return out + pen.surface(right, pen.lit()) + path(right, tone.dark, 'opacity=".22"') +
    line(right, tone.dark, 3, 'opacity=".45"');
}

/** A loose cushion leaning on a seat. */
function loose(pen: Pen, colour: string, pattern: string, x: number, y: number, size: number): string {
  const other = pen.like({ colour, pattern, seed: 5 });
  const data = puff(x, y, size, size * 0.9, 12, -7);
  return `<g transform="rotate(-7 ${Math.round(x)} ${Math.round(y)})">${
    other.surface(data, other.ball(), 0.6)
  }${line(data, other.tone.dark, 3, 'opacity=".4"')}</g>`;
}

/** A deep chair with arms. */
export function armchair(pen: Pen): string {
  const { random, tone, wood } = pen;
  if (random.chance(0.4)) {
    // A shell on wooden legs: back and arms in one curve.
    const shell =
      d`M300 800C250 640 270 560 330 560C350 420 440 340 600 340S850 420 870 560C930 560 950 640 900 800C880 900 820 920 600 920S320 900 300 800Z`;
    const inside = d`M392 780C380 560 440 420 600 420S820 560 808 780Z`;
    return pen.shadow(610, 1000, 350, 42) + leg(pen, 410, 890, -46, 30) + leg(pen, 790, 890, 46, 30) +
      pen.surface(shell, pen.lit()) +
      path(inside, pen.gradient([[0, tone.base, 0.2], [100, tone.dark, 0.85]], [20, 0], [60, 100])) +
      upholstery(pen, 366, 720, 468, 124, 44, 10) + crease(pen, 400, 800, 846) +
      line("M312 590C340 560 360 590 372 700M888 590C860 560 840 590 828 700", tone.dark, 4, 'opacity=".45"');
  }
  if (random.chance(0.4)) {
    // A wooden frame with two loose cushions.
    const bar = (data: string) =>
      line(data, wood.dark, 32) + line(data, wood.base, 26) +
      line(data, wood.light, 6, 'transform="translate(-4 -5)" opacity=".7"');
    return pen.shadow(610, 1000, 370, 42) + bar("M360 380V930M840 380V930") +
      upholstery(pen, 350, 350, 500, 420, 60, 14) +
      rect(300, 850, 600, 44, 10, pen.down(wood)) + upholstery(pen, 320, 730, 560, 130, 46, 10) +
      crease(pen, 360, 840, 862) +
      bar("M280 992L292 640M920 992L908 640") + bar("M262 640Q300 618 352 640M848 640Q900 618 938 640");
  }
  return lounge(pen, random.between(620, 680), 1, random.between(560, 620));
}

/** A sofa for two or three. */
export function sofa(pen: Pen): string {
  const { random } = pen;
  const seats = random.pick([2, 3, 3]);
  const width = seats === 2 ? 900 : 1000;
  const accents = ["chalk", "mustard", "terracotta", "sage", "ink"].filter((code) =>
    code !== pen.options.colour
  );
  const first = accents[random.whole(0, accents.length - 1)] ?? "chalk";
  const pattern = random.pick(["plain", "stripe", "grid"]);
  const body = lounge(pen, width, seats, random.between(410, 460));
  if (!random.chance(0.7)) return body;
  return body + loose(pen, first, pattern, 600 - width / 2 + 105, 668, 170);
}

/** A chair for the table. */
export function diningChair(pen: Pen): string {
  const { random, tone } = pen;
  const painted = random.chance(0.55);
  const frame = painted ? tone : pen.wood;
  const style = random.pick(["slats", "spindles", "panel", "bow"]);
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
  if (style === "panel") {
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
  if (cushioned) out += "";
  return out + rod(pen, [w - 22, -depth + 20, 170], [w - 22, depth - 20, 170], 16, 16, frame) +
    limb(-w + 22, -depth + 20, -16) + limb(w - 22, -depth + 20, 16);
}

/** A stool, low or at counter height. */
export function stool(pen: Pen): string {
  const { random, tone } = pen;
  const tall = random.pick([520, 620, 720]);
  const top = 1000 - tall;
  const half = random.between(190, 220);
  const padded = random.chance(0.5);
  const frame = padded ? pen.wood : random.chance(0.6) ? tone : pen.wood;
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
  const padded = random.chance(0.5);
  const slatted = !padded && random.chance(0.5);
  const frame = padded || tone === pen.wood ? pen.wood : tone;
  const style = { tone: frame };
  const limb = (x: number, y: number) => block(pen, [x - 22, y - 22, 0], [x + 22, y + 22, seat - 40], style);
  let out = pen.shadow(640, 1010, 500, 80) + limb(-w + 40, depth - 30) + limb(w - 40, depth - 30);
  out += rod(pen, [-w + 40, 0, 90], [w - 40, 0, 90], 22, 22, frame) + limb(-w + 40, -depth + 30) +
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

/** An upholstered footstool. */
export function ottoman(pen: Pen): string {
  const { random, tone } = pen;
  if (random.chance(0.45)) {
    const s = 250;
    return pen.shadow(650, 1000, 400, 76) + [[-1, 1], [1, 1], [-1, -1], [1, -1]].map(([x = 0, y = 0]) =>
      rod(pen, [x * 220, y * 220, 0], [x * 200, y * 200, 90], 20, 34, pen.wood)
    ).join("") +
      block(pen, [-s, -s, 90], [s, s, 260], { tone, soft: 34, patterned: true }) +
      block(pen, [-s - 4, -s - 4, 276], [s + 4, s + 4, 380], { tone, soft: 40, patterned: true });
  }
  const half = random.between(320, 370);
  const ry = half * 0.2;
  const top = 640;
  const legs = random.chance(0.6);
  const bottom = legs ? 925 : 985;
  const side = d`M${600 - half} ${top}C${600 - half - 24} ${top + 90} ${600 - half - 20} ${bottom - 60} ${
    600 - half + 14
  } ${bottom - 20}A${half} ${ry} 0 0 0 ${600 + half - 14} ${bottom - 20}C${600 + half + 20} ${bottom - 60} ${
    600 + half + 24
  } ${top + 90} ${600 + half} ${top}Z`;
  let out = pen.shadow(620, 1004, half * 1.25, 64);
  if (legs) {
    out += leg(pen, 600 - half * 0.66, 930, -18, 34) + leg(pen, 600 + half * 0.66, 930, 18, 34) +
      leg(pen, 600, 960, 0, 34);
  }
  out += pen.surface(side, pen.across());
  if (random.chance(0.6)) {
    for (let i = -5; i <= 5; i++) {
      const x = 600 + Math.sin((i / 5.5) * 1.5) * half;
      out += line(
        d`M${x} ${top + Math.sqrt(1 - (i / 5.6) ** 2) * ry}V${
          bottom - 24 + Math.sqrt(1 - (i / 5.6) ** 2) * ry * 0.9
        }`,
        tone.dark,
        4,
        'opacity=".35"',
      );
    }
  }
  out += ellipse(600, top, half, ry, pen.lit({ ...tone, dark: tone.base }));
  const overlay = pen.overlay();
  if (overlay) out += ellipse(600, top, half, ry, overlay);
  return out +
    line(d`M${600 - half} ${top}A${half} ${ry} 0 0 0 ${600 + half} ${top}`, tone.dark, 5, 'opacity=".5"') +
    ellipse(600, top - 4, 16, 6, tone.dark, 'opacity=".6"');
}

/** The shapes of the seating category. */
export const seating: ShapeTable = {
  armchair: { draw: armchair, stage: "floor", height: 620, width: 680 },
  sofa: { draw: sofa, stage: "floor", height: 450, width: 1000 },
  "dining-chair": { draw: diningChair, stage: "floor", height: 880, width: 560 },
  stool: { draw: stool, stage: "floor", height: 640, width: 460 },
  bench: { draw: bench, stage: "floor", height: 420, width: 1000 },
  ottoman: { draw: ottoman, stage: "floor", height: 420, width: 740 },
};
