export declare const vscode: { readonly root: string; readonly node: string; readonly packages: string } | null;
