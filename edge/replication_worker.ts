/**
 * The thread that libSQL works on: its calls stop a thread until they are done, which may take minutes for a first
 * copy, and the syncer has to hear signals, silence and news meanwhile. One call at a time, answered in order.
 */
import {
  checkTable,
  replicaTables,
  replicate,
  type Replication,
  settleReplica,
} from "../db/catalog/reading/replication.ts";
import type { Answer, Question, Work } from "./replication_thread.ts";

let replication: Replication | null = null;

function opened(): Replication {
  if (!replication) throw new Error("No copy is open");
  return replication;
}

const work: Work = {
  async open(options) {
    await work.close();
    replication = replicate(options);
  },
  sync: () => opened().sync(),
  version: () => opened().version(),
  close() {
    replication?.close();
    replication = null;
    return Promise.resolve();
  },
  settle: settleReplica,
  tables: replicaTables,
  check: checkTable,
};

const post = (answer: Answer) =>
  (self as unknown as { postMessage(answer: Answer): void }).postMessage(answer);
let last: Promise<void> = Promise.resolve();
self.addEventListener("message", ({ data }: MessageEvent<Question>) => {
  last = last.then(async () => {
    const call = work[data.call] as (...args: readonly unknown[]) => Promise<unknown>;
    try {
      post({ id: data.id, value: await call(...data.args) });
    } catch (error) {
      post({ id: data.id, error: error instanceof Error ? error.message : String(error) });
    }
  });
});
