/**
 * The catalog reader over HTTP, for runtimes with no disk, and for an edge whose replica is being made: the
 * replica's own reads, run over rows that are fetched from the libSQL server in batches (replay.ts).
 *
 * Every batch is one read transaction and one round trip, and tells the version of its rows and the tags of what
 * changed since the memory was read. An answer is made of rows of one version: when the catalog changes between two
 * batches of a read, all that it asked so far is asked again, at once.
 */
import {
  type CatalogReader,
  CatalogUnavailableError,
  type Changes,
  type Tag,
} from "../../../commerce/catalog_reader.ts";
import { assertCardsAreMade, readinessStatements } from "./cards.ts";
import { catalogReads, type ReadRun, readStatements } from "./catalog_reads.ts";
import { changesStatements, maxTags, readChanges } from "./changes.ts";
import { Memory } from "./memory.ts";
import { AnswerTooLargeError, openServer, partOf, type RemoteServerOptions } from "./remote_server.ts";
import { Answers, type Question, Replay, type Rows } from "./replay.ts";

export interface RemoteOptions extends RemoteServerOptions {
  /** Milliseconds between questions for news, while the reader is asked for them. */
  readonly pollMs?: number;
  /** Told of work that no caller waits for: some runtimes end it with the request unless they are told. */
  readonly background?: (work: Promise<void>) => void;
}

/** A read that is not complete after this many round trips never will be: most take one to three. */
const maxTrips = 12;
/** No read asks more. */
const maxQuestions = 4_000;
/** A read begins no more round trips after this many deadlines of one. */
const maxDeadlines = 3;
/** A statement that answers too much by itself is asked for so many rows at a time, or for fewer. */
const partRows = 8_000;

/** What the reader asks with every batch. */
interface Batch {
  /** Of the rows. */
  readonly version: number;
  readonly range: readonly [oldest: number | null, newest: number];
  readonly rows: readonly Rows[];
}

/** Opens a reader; the server is first asked when something is read. */
export function openRemote(options: RemoteOptions): CatalogReader {
  const { now, deadlineMs, pollMs = 1_000, background = () => {} } = options;
  const server = openServer(options);
  const replay = new Replay(readStatements);
  const memory = new Memory(replay.run, () => replay.unanswered);
  const news = new News();
  /** When the newest batch that was answered, or that failed, was sent. */
  let heardAt = -Infinity;
  let isCutOff = false;
  /** Whether the catalog was seen to have its cards. */
  let isReady = false;
  let isPolling = false;

  /**
   * Asks all in one snapshot, and brings the memory to its version or beyond.
   *
   * @throws {CatalogUnavailableError}
   * @throws {AnswerTooLargeError} Fewer questions may do, or fewer rows.
   */
  async function ask(questions: readonly Question[]): Promise<Batch> {
    const known = memory.version;
    const sentAt = now();
    const wasReady = isReady;
    const own = [
      { sql: changesStatements.logRange.sql, args: [] },
      tagsAfter(known),
      ...(wasReady ? [] : [{ sql: readinessStatements.cardsAreMade.sql, args: [] }]),
    ];
    let answers: Rows[];
    try {
      answers = await server.batch([...own, ...questions]);
      if (!wasReady) assertCardsAreMade(answers.splice(2, 1)[0]!);
      isReady = true;
      isCutOff = false;
    } catch (error) {
      isCutOff = error instanceof CatalogUnavailableError;
      throw error;
    } finally {
      heardAt = Math.max(heardAt, sentAt);
    }
    const [[range], tags, ...rows] = answers as [[Batch["range"]], [Tag][], ...Rows[]];
    const changes = changesOf(range, tags, known);
    // An answer that was overtaken by a newer one teaches nothing; one of another history (a restored backup) does.
    if (changes.version > memory.version || changes.version < known) {
      memory.learn(changes);
      news.add(changes);
    }
    return { version: changes.version, range, rows };
  }

  /** Asks one question that answers too much at once, some rows after the others, all of one version. */
  async function askInParts(question: Question, overdue: AbortSignal): Promise<Batch> {
    let count = partRows;
    let version = -1;
    let rows: Rows[number][] = [];
    while (!overdue.aborted) {
      try {
        const batch = await ask([partOf(question, rows.length, count)]);
        const [part] = batch.rows as [Rows];
        const isOfOther = rows.length > 0 && batch.version !== version;
        rows = isOfOther ? [] : rows.concat(part);
        version = batch.version;
        if (!isOfOther && part.length < count) return { ...batch, rows: [rows] };
      } catch (error) {
        if (!(error instanceof AnswerTooLargeError) || count === 1) throw error;
        count = Math.ceil(count / 4);
      }
    }
    throw gaveUp();
  }

  async function snapshot<T>(read: (run: ReadRun, memory: Memory) => T): Promise<T> {
    const answers = new Answers();
    const overdue = AbortSignal.timeout(maxDeadlines * deadlineMs);
    let atOnce = maxQuestions;
    for (let trips = 0; trips <= maxTrips;) {
      if (answers.version !== memory.version) answers.forgetRows();
      const outcome = replay.play(answers, () => read(replay.run, memory));
      if (outcome.kind === "answered") return outcome.value;
      if (outcome.kind === "threw") throw outcome.error;
      if (answers.size > maxQuestions || overdue.aborted) break;
      const wanted = answers.wanted(atOnce);
      try {
        const { version, rows } = await ask(wanted.map(({ question }) => question));
        answers.take(version, wanted, rows);
        trips++;
      } catch (error) {
        if (!(error instanceof AnswerTooLargeError)) throw error;
        atOnce = Math.ceil(wanted.length / 2);
        if (wanted.length > 1) continue;
        const { version, rows } = await askInParts(wanted[0]!.question, overdue);
        answers.take(version, wanted, rows);
        // What was too large is there; of the others more may be asked at once.
        atOnce = maxQuestions;
      }
    }
    throw gaveUp();
  }

  function gaveUp(): CatalogUnavailableError {
    const limits = `${maxTrips} round trips, ${maxQuestions} statements and ${maxDeadlines * deadlineMs} ms`;
    return new CatalogUnavailableError(`read catalog: wanted all rows in ${limits}`);
  }

  function poll(): void {
    isPolling = true;
    background(ask([]).then(() => {}, () => {}).finally(() => isPolling = false));
  }

  return {
    ...catalogReads(snapshot),
    mayHaveChanged() {
      if (memory.version !== news.toldVersion) return true;
      const age = now() - heardAt;
      // Nobody waits for the news while they are fresh, nor for a server that does not answer.
      if (age > 2 * pollMs && !isCutOff) return true;
      if (age >= pollMs && !isPolling) poll();
      return false;
    },
    async changesSince(version) {
      const isNews = version === news.toldVersion && memory.version !== version;
      if (isNews && now() - heardAt <= 2 * pollMs) return news.tell(memory.version);
      const { range, version: newest, rows } = await ask([tagsAfter(version)]);
      // Where a later batch was answered first, what it brought is still to be told.
      if (newest === memory.version) news.tell(newest);
      else news.toldVersion = newest;
      return changesOf(range, rows[0] as [Tag][], version);
    },
    close: () => server.close(),
  };
}

/** What was learned and is yet to be told. */
class News {
  toldVersion = -1;
  #tags: Set<Tag> | null = new Set();

  add({ tags }: Changes): void {
    if (tags === null || this.#tags === null || this.#tags.size + tags.length > maxTags) this.#tags = null;
    else for (const tag of tags) this.#tags.add(tag);
  }

  tell(version: number): Changes {
    const tags = this.#tags && [...this.#tags];
    this.#tags = new Set();
    this.toldVersion = version;
    return { version, tags };
  }
}

function tagsAfter(version: number): Question {
  // Whoever knows nothing yet needs no tags.
  return { sql: changesStatements.tagsAfter.sql, args: [version, version < 0 ? 0 : maxTags + 1] };
}

function changesOf(range: Batch["range"], tags: [Tag][], version: number): Changes {
  return readChanges({ logRange: () => [[...range]], tagsAfter: () => tags }, version);
}
