import { hash, parseOptions, verify } from "@node-rs/argon2";
import { blockedPasswords } from "./blocked-passwords";
import { HashQueue } from "./hash-queue";

/** What one hash costs. Memory in KiB. */
export interface HashCost {
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

export const shortestPassword = 15;
export const longestPassword = 128;

const argon2id = 2;
const fullCost: HashCost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };

/**
 * Hashes and checks passwords with Argon2id, two at a time; throws TooBusy when twenty wait already. Tests may pay
 * less by a `cost` of their own.
 */
export class Passwords {
  /** Looks like the hash of a person, belongs to nobody, and takes as long to check. */
  readonly #nobody: string;

  constructor(
    private readonly cost: HashCost = fullCost,
    private readonly queue = new HashQueue({ atOnce: 2, waiting: 20 }),
  ) {
    const { memoryCost, timeCost, parallelism } = cost;
    const settings = `m=${memoryCost},t=${timeCost},p=${parallelism}`;
    this.#nobody = `$argon2id$v=19$${settings}$${"A".repeat(22)}$${"A".repeat(43)}`;
  }

  /** The hash to keep. The password was checked with `faultOf` before. */
  hash(password: string): Promise<string> {
    const options = { ...this.cost, algorithm: argon2id, outputLen: 32 };
    return this.queue.run(() => hash(normal(password), options));
  }

  /** Whether the password belongs to the hash. Without a hash it is always no, and takes as long. */
  async matches(kept: string | null, password: string): Promise<boolean> {
    // Nobody has a longer one, but a long text would take longer to hash.
    const typed = [...password].length > longestPassword ? "" : normal(password);
    const isRight = await this.queue.run(() => verify(kept ?? this.#nobody, typed));
    return isRight && kept !== null;
  }

  /** Whether the hash was made at another cost than today's and is to be made anew at the next sign-in. */
  isOutdated(kept: string): boolean {
    const made = parseOptions(kept);
    return (
      made.algorithm !== argon2id ||
      made.memoryCost !== this.cost.memoryCost ||
      made.timeCost !== this.cost.timeCost ||
      made.parallelism !== this.cost.parallelism
    );
  }
}

// Next loads a module once for pages and once for routes: both must share the queue.
const place = Symbol.for("plenary.passwords");
const shared = globalThis as { [place]?: Passwords };

/** The passwords of this process. */
export function passwords(): Passwords {
  shared[place] ??= new Passwords();
  return shared[place];
}

export type PasswordFault = "passwordTooShort" | "passwordTooLong" | "passwordTooCommon";

/**
 * Why a new password can't be taken, or null. Length is all that is asked, beside not being a phrase that everybody
 * tries first or one made of `words` (the person's name, address, organisation).
 */
export function faultOf(password: string, words: readonly string[] = []): PasswordFault | null {
  const length = [...normal(password)].length;
  if (length < shortestPassword) {
    return "passwordTooShort";
  }
  if (length > longestPassword) {
    return "passwordTooLong";
  }
  return isCommon(password, words) ? "passwordTooCommon" : null;
}

function isCommon(password: string, words: readonly string[]): boolean {
  const bare = bareOf(password);
  const own = words.map(bareOf).filter((word) => word.length >= 4);
  const withoutOwn = own.reduce((rest, word) => rest.replaceAll(word, ""), bare);
  const fewCharacters = new Set(bare).size < 5;
  const mostlyOwn = own.some((word) => bare.includes(word)) && withoutOwn.length < 8;
  return fewCharacters || mostlyOwn || blockedPasswords.some((blocked) => isMadeOf(bare, blocked));
}

/** The phrase itself, the phrase several times over, or the phrase with a few characters around it. */
function isMadeOf(bare: string, blocked: string): boolean {
  const rest = bare.replaceAll(blocked, "");
  return rest !== bare && rest.length < 5;
}

function bareOf(text: string): string {
  return normal(text)
    .toLowerCase()
    .replaceAll(/[\s._-]/g, "");
}

/** The same characters typed on two keyboards are the same password. */
function normal(password: string): string {
  return password.normalize("NFKC");
}
