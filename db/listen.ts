import type { Sql } from "postgres";
import { openDriver } from "./driver";

/** Somebody who is told what other processes say over the database. */
export interface Listener {
  /** Whether it hears now; while it does not, nothing that is said will be told later. */
  readonly isOpen: boolean;
  end(): Promise<void>;
}

export interface ListenOptions {
  channels: readonly string[];
  hear(channel: string, payload: string): void;
  /** Called each time that it hears (again): whatever was said before must be looked up. */
  opened(): void;
  /** The address, read at each attempt. A pooler that changes backends can't be listened through. */
  url?: () => string;
}

const firstPauseMs = 250;
const longestPauseMs = 5_000;
/** Between two signs of life, and how long one may take: a cut network says nothing. */
const pulseMs = 15_000;
const pulseLimitMs = 5_000;

/**
 * Listens on a connection of its own for as long as it is wanted, and connects again whenever it was lost. The driver's
 * own `listen` gives up for ever when the database is still away at its first try.
 */
export function listen(options: ListenOptions): Listener {
  const state = { isOpen: false, isEnded: false };
  let stop: () => void = () => undefined;
  const work = async () => {
    let pause = firstPauseMs;
    while (!state.isEnded) {
      const lost = await hearOnce(options, state, (cut, isOpen) => {
        stop = cut;
        pause = isOpen ? firstPauseMs : pause;
      });
      state.isOpen = false;
      if (!state.isEnded && lost) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pause);
          stop = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        pause = Math.min(pause * 2, longestPauseMs);
      }
    }
  };
  const done = work();
  return {
    get isOpen() {
      return state.isOpen;
    },
    async end() {
      state.isEnded = true;
      stop();
      await done;
    },
  };
}

/** One connection from its opening to its end; true when it ended unasked. */
async function hearOnce(
  { channels, hear, opened, url = listenUrl }: ListenOptions,
  state: { isOpen: boolean; isEnded: boolean },
  begun: (cut: () => void, isOpen: boolean) => void,
): Promise<boolean> {
  let over: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    over = resolve;
  });
  let sql: Sql | undefined;
  let pulse: NodeJS.Timeout | undefined;
  // Also while it connects.
  begun(over, false);
  try {
    sql = openDriver(url(), {
      max: 1,
      prepare: false,
      connect_timeout: 5,
      idle_timeout: undefined,
      max_lifetime: null,
      connection: { application_name: "plenary listener" },
      onnotice: () => undefined,
      onclose: () => over(),
      onnotify: hear,
    } as Parameters<typeof openDriver>[1]);
    const session = await Promise.race([sql.reserve(), ended]);
    if (!session) {
      return true;
    }
    for (const channel of channels) {
      await session.unsafe(`listen ${channel}`);
    }
    if (state.isEnded) {
      return false;
    }
    begun(over, true);
    state.isOpen = true;
    opened();
    pulse = setInterval(() => {
      const late = setTimeout(over, pulseLimitMs);
      session.unsafe("select 1").then(
        () => clearTimeout(late),
        () => over(),
      );
    }, pulseMs);
    await ended;
    return true;
  } catch {
    return true;
  } finally {
    clearInterval(pulse);
    void sql?.end({ timeout: 0 }).catch(() => undefined);
  }
}

function listenUrl(): string {
  const url = process.env.PLENARY_LISTEN_DATABASE_URL ?? process.env.PLENARY_APP_DATABASE_URL;
  if (!url) {
    throw new Error("PLENARY_APP_DATABASE_URL is not set: the launcher sets it.");
  }
  return url;
}
