/** "$12.34", "$0.0567": small amounts keep four decimals, and only nothing is shown as $0.00. */
export function dollars(amount: number): string {
  if (amount > 0 && amount < LEAST) return `less than ${dollars(LEAST)}`;
  const digits = amount > 0 && amount < 1 ? 4 : 2;
  return `$${amount.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: digits })}`;
}

const LEAST = 0.0001;
