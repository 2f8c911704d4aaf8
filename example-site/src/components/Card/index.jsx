import styles from './styles.module.css';

/** A box of facts: a title, label and value pairs, and a line below. */
export default function Card({ title, items, footer }) {
  return (
    <aside className={styles.card}>
      <p className={styles.title}>{title}</p>
      <dl className={styles.items}>
        {items.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
      {footer && <p className={styles.footer}>{footer}</p>}
    </aside>
  );
}
