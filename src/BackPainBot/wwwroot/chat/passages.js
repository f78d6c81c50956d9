export function addCopyButtons() {}
