/** As much of each as is used here, so that its types need not be installed. */
export interface Bundlers {
  readonly vite: {
    build(config: object): Promise<unknown>;
    createServer(config: object): Promise<ViteServer>;
  };
  readonly rollup: { rollup(options: object): Promise<RollupBuild> };
  readonly rolldown: { rolldown(options: object): Promise<RollupBuild> };
  readonly webpack: WebpackLike;
  readonly rspack: WebpackLike;
  readonly farm: { build(config: object): Promise<unknown> };
  /** The path of its program; null where there is none for this machine. */
  readonly bun: string | null;
}

export interface RollupBuild {
  write(options: object): Promise<unknown>;
  close(): Promise<void>;
}

export type WebpackLike = (
  options: object,
  done: (error: Error | null, stats?: WebpackStats) => void,
) => WebpackCompiler;

export interface WebpackCompiler {
  close(done: () => void): void;
}

export interface WebpackStats {
  hasErrors(): boolean;
  toString(options: object): string;
}

export interface ViteServer {
  listen(): Promise<unknown>;
  close(): Promise<void>;
  readonly httpServer: { address(): { readonly port: number } | string | null } | null;
  readonly environments: { readonly client: { readonly hot: { send(...args: readonly unknown[]): void } } };
  ssrLoadModule(path: string): Promise<Readonly<Record<string, unknown>>>;
}

export declare const bundlers: Bundlers | null;
