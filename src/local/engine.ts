/** The engines that speak DynamoDB's protocol on this machine, by preference: the quickest to start comes first. */
export const engineNames = ['dynoxide', 'dynamodb-local', 'dynalite'] as const;

export type EngineName = (typeof engineNames)[number];

/** What one engine is: where to look for it, and how to run what was found. */
export interface Engine {
  readonly name: EngineName;
  /** Its name as people write it. */
  readonly label: string;
  /** How a user gets it, as one sentence that ends an error message. */
  readonly howToGet: string;
  /** Looks for it on this machine. Reads files only: it starts nothing. */
  readonly locate: () => EngineSearch;
}

export type EngineSearch =
  | { readonly found: true; readonly command: (launch: Launch) => Command }
  | {
      readonly found: false;
      readonly reason: string;
      /** Somebody said where it is, and it is not there. Then no other engine takes its place. */
      readonly isMistake?: boolean;
    };

export interface Launch {
  readonly port: number;
  readonly delayTransientStatuses: boolean;
  /** The folder, there already, that holds the engine's data. Left out: in memory. */
  readonly dataFolder?: string | undefined;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The Origin header to ask with, for an engine that proves itself by it. */
  readonly origin?: string;
  /**
   * Whether a reply comes from the process that this command started. An answer on the port proves nothing alone: another
   * program can take the port between our choosing it and the engine's binding it.
   */
  readonly isOwnReply: (reply: Reply, output: string) => boolean;
}

/** The headers of an HTTP reply, their names in lower case. */
export type Reply = Readonly<Record<string, string | readonly string[] | undefined>>;
