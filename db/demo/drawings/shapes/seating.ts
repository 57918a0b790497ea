import type { Pen, ShapeTable } from "../pen.ts";
import { block, rod } from "../solid.ts";
import { d, ellipse, line, path, puff, rect } from "../svg.ts";
import { crease, leg, upholstery } from "../upholstery.ts";
import { openFrame, slingChair, sofaBed, wingChair } from "./lounge_chairs.ts";

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
  const lot = random.chance(0.4) ? "shell" : undefined;
  const style = pen.style(
    ["shell", "frame", "lounge", "wing", "sling"],
    lot ?? (random.chance(0.4) ? "frame" : "lounge"),
  );
  if (style === "wing") return wingChair(pen);
  if (style === "sling") return slingChair(pen);
  if (style === "shell") {
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
  if (style === "frame") {
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
  const style = pen.style(["two", "three", "bed", "frame"], "three");
  const lot = random.pick([2, 3, 3]);
  const seats = pen.options.style ? (style === "two" ? 2 : 3) : lot;
  const width = seats === 2 ? 900 : 1000;
  const accents = ["chalk", "mustard", "terracotta", "sage", "ink"].filter((code) =>
    code !== pen.options.colour
  );
  const first = accents[random.whole(0, accents.length - 1)] ?? "chalk";
  const pattern = random.pick(["plain", "stripe", "grid"]);
  if (style === "bed") return sofaBed(pen);
  const body = lounge(pen, width, seats, random.between(410, 460)) +
    (style === "frame" ? openFrame(pen, width) : "");
  if (!random.chance(0.7)) return body;
  return body + loose(pen, first, pattern, 600 - width / 2 + 105, 668, 170);
}

/** An upholstered footstool. */
export function ottoman(pen: Pen): string {
  const { random, tone } = pen;
  const shape = pen.style(["square", "round", "pebble"], random.chance(0.45) ? "square" : "round");
  if (shape === "pebble") {
    const stone =
      "M600 600C800 590 960 690 950 810C944 930 800 990 590 992S250 940 246 820C242 690 400 610 600 600Z";
    return pen.shadow(620, 1000, 420, 60) + pen.surface(stone, pen.ball()) +
      path(stone, pen.gradient([[55, tone.dark, 0], [100, tone.dark, 0.5]], [20, 0], [50, 100]));
  }
  if (shape === "square") {
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
  armchair: {
    draw: armchair,
    stage: "floor",
    height: 620,
    width: 680,
    styles: { shell: {}, frame: {}, lounge: {}, wing: { height: 820 }, sling: { height: 730 } },
  },
  sofa: {
    draw: sofa,
    stage: "floor",
    height: 450,
    width: 1000,
    styles: { two: {}, three: {}, bed: {}, frame: {} },
  },
  ottoman: {
    draw: ottoman,
    stage: "floor",
    height: 420,
    width: 740,
    styles: { square: {}, round: {}, pebble: {} },
  },
};
