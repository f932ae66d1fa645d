/** Figures and how they are shown. */

export function median(values) {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Prints rows as a table, texts to the left and figures to the right. @param {string[]} head  @param {any[][]} rows */
export function table(head, rows) {
  const cells = [head, ...rows].map(row => row.map(cell => String(cell ?? "")))
  const widths = head.map((_, column) => Math.max(...cells.map(row => row[column]?.length ?? 0)))
  const pad = (cell, column) => column ? cell.padStart(widths[column]) : cell.padEnd(widths[column])
  for (const row of cells) console.log(`  ${row.map(pad).join("  ")}`)
}

/** With thousands separators, and `digits` after the point. */
export const number = (value, digits = 0) =>
  value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })
