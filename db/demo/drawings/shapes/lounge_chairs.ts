import type { Pen } from "../pen.ts";
import { d, line, puff, rect } from "../svg.ts";
import { crease, leg, upholstery } from "../upholstery.ts";

/** A high chair whose wings keep the draught off. */
export function wingChair(pen: Pen): string {
  const { tone } = pen;
  const wing = (s: number) => {
    const x = (v: number) => 600 + s * v;
    return d`M${x(190)} 260Q${x(300)} 270 ${x(300)} 400Q${x(296)} 560 ${x(250)} 640L${x(190)} 680Z`;
  };
  const arm = (x: number) => upholstery(pen, x, 640, 100, 260, 44, 4);
  return pen.shadow(610, 1000, 350, 42) + leg(pen, 350, 880, -16, 30) + leg(pen, 850, 880, 16, 30) +
    leg(pen, 440, 890, -4, 22) + leg(pen, 760, 890, 4, 22) +
    upholstery(pen, 390, 190, 420, 640, 90, 8) +
    pen.surface(wing(-1), pen.lit(), 1, 0, [tone.dark, 3, 0.5]) +
    pen.surface(wing(1), pen.shade(), 1, 0, [tone.dark, 3, 0.5]) +
    rect(330, 820, 540, 80, 16, pen.shade()) + upholstery(pen, 380, 700, 440, 140, 40, 8) +
    crease(pen, 410, 790, 838) +
    arm(290) + arm(810);
}

/** Leather slung over a bare steel frame, with straps for arms. */
export function slingChair(pen: Pen): string {
  const { tone } = pen;
  const steel = pen.like({ material: "steel" }).metal;
  const tube = (data: string) => line(data, steel.dark, 20) + line(data, steel.light, 7);
  const strap = (x: number) => rect(x, 600, 60, 40, 8, pen.lit()) + line(d`M${x} 640h60`, tone.dark, 4);
  return pen.shadow(610, 1000, 360, 42) + tube("M310 1000L330 300H870L890 1000") +
    tube("M290 1000V612H350M910 1000V612H850") +
    pen.surface("M372 270Q600 300 828 270L806 690Q600 730 394 690Z", pen.lit(), 1, 0, [tone.dark, 4, 0.5]) +
    pen.surface("M394 676Q600 716 806 676L866 836Q600 900 334 836Z", pen.down(), 1, 0, [tone.dark, 4, 0.5]) +
    line("M400 686Q600 728 800 686", tone.dark, 12, 'opacity=".4"') +
    line(
      "M392 290L408 670M808 290L792 670M352 826Q600 884 848 826",
      tone.light,
      4,
      'stroke-dasharray="12 9" opacity=".7"',
    ) +
    tube("M290 1000H910") + rect(270, 592, 100, 36, 14, pen.lit()) + rect(830, 592, 100, 36, 14, pen.lit()) +
    strap(290) + strap(850);
}

/** A straight sofa with its bed pulled out. */
export function sofaBed(pen: Pen): string {
  const { tone } = pen;
  const sheet = pen.like({ colour: "chalk", material: "cotton" });
  return pen.shadow(610, 1000, 560, 44) + upholstery(pen, 110, 560, 980, 260, 30, 4) +
    upholstery(pen, 180, 590, 416, 190, 30, 6) + upholstery(pen, 604, 590, 416, 190, 30, 6) +
    upholstery(pen, 100, 650, 90, 290, 24, 3) + upholstery(pen, 1010, 650, 90, 290, 24, 3) +
    sheet.surface("M206 780H994L1060 920H140Z", sheet.lit()) +
    sheet.surface(puff(300, 740, 250, 76, 30, 6), sheet.lit(), 1, 0, [sheet.tone.dark, 3, 0.5]) +
    sheet.surface(puff(650, 740, 250, 76, 30, 6), sheet.lit(), 1, 0, [sheet.tone.dark, 3, 0.5]) +
    rect(140, 918, 920, 44, 10, sheet.down()) + rect(140, 958, 920, 18, 4, pen.shade()) +
    rect(190, 972, 30, 28, 2, tone.dark) + rect(980, 972, 30, 28, 2, tone.dark);
}

/** Wooden sides and a rail in front of a sofa's cushions. */
export function openFrame(pen: Pen, width: number): string {
  const { wood } = pen;
  const left = 600 - width / 2;
  const side = (x: number) =>
    rect(x, 640, 36, 360, 6, pen.across(wood)) + rect(x + 66, 640, 36, 360, 6, pen.across(wood));
  return rect(left - 6, 892, width + 12, 40, 6, pen.down(wood)) + side(left - 6) + side(left + width - 96) +
    rect(left - 20, 612, 140, 36, 8, pen.down(wood)) +
    rect(left + width - 120, 612, 140, 36, 8, pen.down(wood));
}
