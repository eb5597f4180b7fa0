export declare const nodes: ReadonlyMap<number, string> | null;
