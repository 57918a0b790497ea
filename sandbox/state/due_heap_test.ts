import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { DueHeap } from "./due_heap.ts";

describe("the heap of what is due", () => {
  it("gives what was put in, the nearest first, however puts and takes alternate", () => {
    fc.assert(fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 50 }))), (steps) => {
      const heap = new DueHeap();
      const sorted: number[] = [];
      for (const at of steps) {
        if (at === null) {
          expect(heap.peek()?.at).toBe(sorted[0]);
          expect(heap.pop()?.at).toBe(sorted.shift());
        } else {
          heap.push({ at, id: String(at) });
          sorted.push(at);
          sorted.sort((a, b) => a - b);
        }
      }
      for (const at of sorted) expect(heap.pop()?.at).toBe(at);
      expect(heap.pop()).toBe(undefined);
    }));
  });
});
