/** A program whose parts refer to one another: a constant, a function that reads it, and one that calls that. */
export const BOX = `const width = 20;
fn area(height: u32) u32 {
    return width * height;
}
export fn box(height: u32) u32 {
    return area(height) + 2;
}
`;

/** What it is compiled with. */
export const BOX_OPTIONS = ['-fno-entry', '-rdynamic', '-target', 'wasm32-freestanding'];
