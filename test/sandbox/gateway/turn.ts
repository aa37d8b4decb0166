/** One turn at the gateway, for tests to look at. Holds no token. */
export interface Turn {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly service: string;
  /** Undefined when the token belonged to no balance. */
  readonly providerId: string | undefined;
  readonly model: string;
  readonly status: number;
  /** Minor units taken off the balance. */
  readonly charged: number;
}
