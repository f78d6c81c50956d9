export function printRecord() {}
export function saveRecord() {}
