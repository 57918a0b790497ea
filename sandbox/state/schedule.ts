/** Timers on the sandbox's clock. They are records, so that a restarted sandbox still does what is due. */
import { DueHeap } from "./due_heap.ts";
import type { Timer } from "./records.ts";
import type { Store } from "./store.ts";

export interface Schedule {
  /** Sets a timer; the same id again moves it. */
  set(id: string, timer: Timer): void;
  cancel(id: string): void;
  /** Runs everything that is due by now, in the order of time. */
  runDue(): void;
  /** Whether something is due by now. */
  isDue(): boolean;
  close(): void;
}

/** The longest that the runtime can wait. */
const longestWaitMs = 2 ** 31 - 1;

/**
 * @param nowMs The sandbox's clock.
 * @param run Does what a timer is for. The timer is still there; what is done once removes it.
 */
export function createSchedule(
  { store, nowMs, run }: { store: Store; nowMs: () => number; run: (id: string, timer: Timer) => void },
): Schedule {
  const heap = new DueHeap();
  let alarm: ReturnType<typeof setTimeout> | undefined;
  let alarmAt = Infinity;
  let closed = false;

  for (const id of store.ids("timer")) heap.push({ id, at: store.get("timer", id)!.at });

  /** Sets the alarm to the nearest timer. */
  function arm(): void {
    const next = heap.peek();
    if (closed || next === undefined || next.at >= alarmAt) return;
    clearTimeout(alarm);
    alarmAt = next.at;
    alarm = setTimeout(schedule.runDue, Math.min(Math.max(next.at - nowMs(), 0), longestWaitMs));
  }

  const schedule: Schedule = {
    set(id, timer) {
      store.put("timer", id, timer);
      heap.push({ id, at: timer.at });
      arm();
    },
    cancel: (id) => store.remove("timer", id),
    runDue() {
      clearTimeout(alarm);
      alarmAt = Infinity;
      for (let due = heap.peek(); due !== undefined && due.at <= nowMs(); due = heap.peek()) {
        heap.pop();
        const timer = store.get("timer", due.id);
        // Canceled or moved meanwhile, or set in a change that was not made.
        if (timer?.at === due.at) run(due.id, timer);
      }
      arm();
    },
    isDue: () => {
      const next = heap.peek();
      return next !== undefined && next.at <= nowMs();
    },
    close() {
      closed = true;
      clearTimeout(alarm);
    },
  };
  arm();
  return schedule;
}
