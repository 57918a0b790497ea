import { beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { Circuit, CircuitOpenError } from "./circuit.ts";

describe("a circuit", () => {
  let clock: number;
  let circuit: Circuit;
  const judge = {
    answer: (answer: string) => answer === "away",
    error: (error: unknown) => !(error instanceof RangeError),
  };
  const answering = (answer: string) => circuit.call(() => Promise.resolve(answer), judge);
  const failing = (error: Error) => circuit.call(() => Promise.reject<string>(error), judge);

  beforeEach(() => {
    clock = 0;
    circuit = new Circuit({
      target: "the shelf",
      failures: 2,
      pause: { firstMs: 100, ceilingMs: 400 },
      now: () => clock,
      chance: () => 1,
    });
  });

  it("opens by answers and errors that are failures, and says of what", async () => {
    expect(await answering("away")).toBe("away");
    await expect(failing(new TypeError("refused"))).rejects.toThrow("refused");
    await expect(answering("here")).rejects.toThrow(
      new CircuitOpenError("the shelf failed 2 times in a row"),
    );
    clock = 99;
    await expect(answering("here")).rejects.toThrow(CircuitOpenError);
    clock = 100;
    expect(await answering("here")).toBe("here");
    expect(await Promise.all([answering("one"), answering("two")])).toEqual(["one", "two"]);
  });

  it("does not count errors that say nothing of the target, nor forgets the failures before them", async () => {
    for (let i = 0; i < 5; i++) await expect(failing(new RangeError("mine"))).rejects.toThrow("mine");
    await expect(failing(new TypeError("refused"))).rejects.toThrow("refused");
    await expect(failing(new RangeError("mine"))).rejects.toThrow("mine");
    await expect(failing(new TypeError("refused"))).rejects.toThrow("refused");
    await expect(answering("here")).rejects.toThrow(CircuitOpenError);
  });
});
