import { mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

/** A stuffed cushion standing on y = 1000. */
function cushion(pen: Pen, w: number, h: number): string {
  const { random, tone } = pen;
  const x = 600 - w / 2;
  const y = 1000 - h;
  const bow = -Math.min(w, h) * 0.055;
  const data = d`M${x} ${y}Q${600} ${y - bow} ${x + w} ${y}Q${x + w + bow} ${y + h / 2} ${x + w - 4} ${
    y + h - 4
  }Q600 ${y + h + bow * 0.5} ${x + 4} ${y + h - 4}Q${x - bow} ${y + h / 2} ${x} ${y}Z`;
  const edge = pen.style(
    ["piping", "plain", "tassels", "fringe"],
    random.pick(["piping", "plain", "tassels", "fringe"]),
  );
  const join = 'stroke-linejoin="round"';
  let out = "";
  if (edge === "fringe") {
    let threads = "";
    for (let i = 0; i <= 34; i++) {
      const t = i / 34;
      if (w > h * 1.2) {
        threads += d`M${x + 6} ${y + t * h}l-34 ${random.between(-6, 6)}M${x + w - 6} ${y + t * h}l34 ${
          random.between(-6, 6)
        }`;
        continue;
      }
      const sag = Math.sin(t * Math.PI) * -bow * 0.5;
      threads += d`M${x + t * w} ${y + sag}l${random.between(-6, 6)} -30M${x + t * w} ${y + h - sag * 0.5}l${
        random.between(-6, 6)
      } 28`;
    }
    out += line(threads, mix(tone.base, tone.light, 0.4), 6);
  }
  out += path(data, tone.base, `stroke="${tone.base}" stroke-width="26" ${join}`) +
    pen.surface(data, pen.ball()) +
    path(data, pen.radial([[55, tone.dark, 0], [100, tone.dark, 0.55]], 46, 42, 72));
  out += line(
    d`M${x + 8} ${y + 8}q64 44 84 110M${x + w - 8} ${y + 8}q-60 44 -76 104M${x + 12} ${
      y + h - 12
    }q56 -40 96 -96M${x + w - 12} ${y + h - 12}q-56 -44 -90 -92`,
    tone.dark,
    5,
    'opacity=".28"',
  );
  if (edge === "piping") out += line(data, pen.dark ? tone.light : tone.dark, 11, 'opacity=".75"');
  if (edge === "tassels") {
    for (const [cx, cy, s] of [[x, y, -1], [x + w, y, -1], [x, y + h, 1], [x + w, y + h, 1]] as const) {
      const side = cx < 600 ? -1 : 1;
      out += path(d`M${cx} ${cy}l${side * 62} ${s * 26}l${side * -14} ${s * 36}Z`, tone.dark) +
        ellipse(cx + side * 8, cy + s * 5, 13, 13, tone.light);
    }
  }
  return out;
}

/** A square cushion. */
export function cushionSquare(pen: Pen): string {
  const size = pen.random.between(640, 690);
  return pen.shadow(620, 1000, size * 0.6, 44) +
    `<g transform="rotate(${pen.random.pick([-5, -3, 4])} 600 700)">${cushion(pen, size, size)}</g>`;
}

/** A long cushion for the small of the back. */
export function cushionLumbar(pen: Pen): string {
  const w = pen.random.between(820, 870);
  return pen.shadow(620, 1000, w * 0.58, 44) +
    `<g transform="rotate(-3 600 760)">${cushion(pen, w, w * 0.58)}</g>`;
}

/** A throw hung over a wooden ladder or rail. */
export function throwBlanket(pen: Pen): string {
  const { random, tone, wood } = pen;
  const w = random.between(430, 500);
  const x = 600 - w / 2;
  const left = x - random.between(70, 100);
  const right = 1200 - left;
  let fringe = "";
  for (let i = 0; i <= 18; i++) {
    fringe += d`M${x + 8 + (i * (w - 16)) / 18} ${838}q${random.between(-8, 8)} 30 ${
      random.between(-6, 6)
    } 62`;
  }
  for (let i = 0; i <= 10; i++) {
    fringe += d`M${x + w * 0.56 + (i * (w * 0.5)) / 10} ${690}q${random.between(-6, 6)} 24 ${
      random.between(-6, 6)
    } 52`;
  }
  const pole = (px: number) => path(d`M${px - 16} 110h32L${px + 18} 1000h-36Z`, pen.across(wood));
  const rung = (y: number) => rect(left, y, right - left, 26, 13, pen.down(wood));
  const behind = d`M${x + w * 0.54} 300H${x + w + 26}C${x + w + 34} 460 ${x + w + 20} 600 ${x + w + 32} 694H${
    x + w * 0.54
  }Z`;
  const front = d`M${x} 306Q${x + 20} 268 ${x + 60} 270H${x + w - 30}Q${x + w} 270 ${x + w + 4} 306C${
    x + w - 10
  } 500 ${x + w + 12} 700 ${x + w} 842Q600 858 ${x} 842C${x - 14} 700 ${x + 8} 500 ${x} 306Z`;
  const folds = d`M${x + w * 0.24} 290Q${x + w * 0.2} 560 ${x + w * 0.26} 840M${x + w * 0.52} 290Q${
    x + w * 0.57
  } 600 ${x + w * 0.5} 844M${x + w * 0.8} 290Q${x + w * 0.76} 560 ${x + w * 0.82} 840`;
  return pen.shadow(610, 1000, 330, 36) + rung(480) + rung(680) + rung(880) + pole(left + 16) +
    pole(right - 16) +
    line(fringe, mix(tone.base, tone.light, 0.25), 8) + path(behind, pen.shade()) + rung(284) +
    path(front, "#2d2118", 'opacity=".18" transform="translate(14 10)"') +
    pen.surface(front, pen.lit(), 0.9) + line(folds, tone.dark, 26, 'opacity=".2"') +
    line(folds, tone.light, 12, 'opacity=".35" transform="translate(-22 0)"') +
    path(
      front,
      pen.gradient([[0, tone.light, 0.5], [10, tone.light, 0], [100, tone.dark, 0.2]], [0, 0], [0, 100]),
    );
}

/** A pouf to sit or rest the feet on. */
export function pouf(pen: Pen): string {
  const { random, tone } = pen;
  const half = random.between(340, 380);
  const tall = random.between(400, 450);
  const top = 1000 - tall;
  const body = d`M600 ${top}C${600 + half * 0.75} ${top} ${600 + half} ${top + tall * 0.25} ${600 + half} ${
    top + tall * 0.55
  }S${600 + half * 0.8} 1000 600 1000S${600 - half} ${top + tall * 0.85} ${600 - half} ${top + tall * 0.55}S${
    600 - half * 0.75
  } ${top} 600 ${top}Z`;
  const hub = top + tall * 0.15;
  const style = pen.style(["panels", "coiled"], random.chance(0.5) ? "coiled" : "panels");
  const knit = style === "coiled";
  let seams = "";
  const count = knit ? 9 : 5;
  for (let i = -count; i <= count; i++) {
    const t = i / count;
    const reach = Math.sin((t * Math.PI) / 2) * half * 1.0;
    seams += d`M600 ${hub}C${600 + reach * 0.75} ${top + tall * 0.06 + (1 - Math.abs(t)) * tall * 0.16} ${
      600 + reach
    } ${top + tall * 0.35} ${600 + reach} ${top + tall * 0.56}S${600 + reach * 0.82} ${995} ${
      600 + reach * 0.5
    } 1000`;
  }
  return pen.shadow(620, 1000, half * 1.25, 60) + pen.surface(body, pen.ball()) +
    line(seams, tone.dark, knit ? 9 : 6, `opacity=".4"${knit ? ' stroke-dasharray="26 7"' : ""}`) +
    line(seams, tone.light, 4, 'opacity=".5" transform="translate(-7 0)"') +
    path(body, pen.gradient([[55, tone.dark, 0], [100, tone.dark, 0.6]], [20, 0], [50, 100])) +
    ellipse(600, hub, 46, 20, tone.dark, 'opacity=".7"') + ellipse(598, hub - 4, 42, 17, pen.lit());
}

/** The shapes of the cushions category. */
export const cushions: ShapeTable = {
  "cushion-square": {
    draw: cushionSquare,
    stage: "plinth",
    height: 660,
    width: 720,
    styles: { piping: {}, plain: {}, tassels: {}, fringe: {} },
  },
  "cushion-lumbar": {
    draw: cushionLumbar,
    stage: "plinth",
    height: 500,
    width: 880,
    styles: { piping: {}, plain: {}, tassels: {}, fringe: {} },
  },
  throw: { draw: throwBlanket, stage: "floor", height: 890, width: 680 },
  pouf: { draw: pouf, stage: "floor", height: 430, width: 740, styles: { panels: {}, coiled: {} } },
};
