import { Inject, Injectable } from '@nestjs/common';
import { isIPv6 } from 'node:net';
import { plural, say, TooManyError } from '@rebond/kernel';
import { CONFIG, type Config } from '../config/config.js';

const MINUTE_MS = 60_000;
/** Callers remembered; beyond it the one that has been silent for longest is forgotten. */
const MOST_CALLERS = 50_000;

interface Bucket {
  /** Requests that may still come at once. */
  readonly left: number;
  readonly at: number;
}

/** As many requests at once as in a minute, then each as its share of the minute passes. */
export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  /** @param perMinute 0: no limit */
  constructor(private readonly perMinute: number) {}

  /**
   * Counts one request.
   * @param now milliseconds of a clock that only goes forward
   * @returns milliseconds to wait before the next one; 0 when this one may go on
   */
  take(caller: string, now: number): number {
    if (this.perMinute === 0) return 0;
    const known = this.buckets.get(caller) ?? { left: this.perMinute, at: now };
    const filled = Math.min(this.perMinute, known.left + ((now - known.at) / MINUTE_MS) * this.perMinute);
    const isRefused = filled < 1;
    this.buckets.delete(caller);
    this.buckets.set(caller, { left: isRefused ? filled : filled - 1, at: now });
    for (const silent of this.buckets.keys()) {
      if (this.buckets.size <= MOST_CALLERS) break;
      this.buckets.delete(silent);
    }
    return isRefused ? ((1 - filled) * MINUTE_MS) / this.perMinute : 0;
  }
}

/** What counts as one address of the network: of IPv6 the first 64 bits, which one subscriber has whole (RFC 6177). */
export function networkOf(address: string): string {
  // An IPv4 address as a socket of both families shows it.
  const [plain = address] = /(?<=^::ffff:)\d+\.[\d.]+$/i.exec(address) ?? [];
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const [first, last] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const missing = tail === undefined ? 0 : 8 - (first?.length ?? 0) - (last?.length ?? 0);
  const groups = [...(first ?? []), ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...(last ?? [])];
  return `${groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** The general limit: by seat, and by address for who holds none. Each process counts for itself. */
@Injectable()
export class RateLimits {
  private readonly seats: RateLimit;
  private readonly addresses: RateLimit;

  constructor(@Inject(CONFIG) config: Config) {
    this.seats = new RateLimit(config.RATE_LIMIT_SEAT);
    this.addresses = new RateLimit(config.RATE_LIMIT_ADDRESS);
  }

  /** @throws TooManyError `too-many-requests` with the seconds to wait */
  count(seatId: string | null, address: string): void {
    const now = performance.now();
    const wait = seatId === null ? this.addresses.take(networkOf(address), now) : this.seats.take(seatId, now);
    if (wait === 0) return;
    const seconds = Math.ceil(wait / 1_000);
    throw new TooManyError(
      'too-many-requests',
      say`Trop de demandes en peu de temps : recommencez dans ${plural(seconds, 'seconde', 'secondes')}.`,
      seconds,
    );
  }
}
