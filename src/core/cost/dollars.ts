/** "$12.34", "$0.0567", "$0.000012": cents, and of less than that two digits, so that only nothing is $0.00. */
export function dollars(amount: number): string {
  const isSmall = amount > 0 && amount < 0.01;
  const digits = isSmall
    ? { maximumSignificantDigits: 2 }
    : { minimumFractionDigits: 2, maximumFractionDigits: amount < 1 ? 4 : 2 };
  return `$${amount.toLocaleString("en", digits)}`;
}
