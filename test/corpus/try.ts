import fs from 'node:fs';
import path from 'node:path';
import { readDocument } from '../../src/core/document/document.ts';
import { editsOf, revert } from '../../src/core/render/edits.ts';
import { soundTranslations } from '../../src/core/render/check-page.ts';
import { render } from '../../src/core/render/render.ts';
import { pseudoLocalize } from '../../src/core/pseudo.ts';
import { defaultTextRules } from '../../src/core/segment/rules.ts';
import { loaderFor } from './loader.ts';
import fg from 'fast-glob';

const compileToo = process.env['COMPILE'] === '1';
for (const site of process.argv.slice(2)) {
  const config = JSON.parse(fs.readFileSync(path.join(site, 'site.json'), 'utf8'));
  const t0 = Date.now();
  const row = { files: 0, refused: 0, segments: 0, identity: 0, forced: 0, pseudo: 0 , parseMs: 0, forcedMs:0, pseudoMs: 0, compileMs: 0, rejected: 0, compileMiss: 0};
  for (const root of config.roots) {
    const { markdown, compile } = loaderFor(site, root.format ?? config.format, root.kind);
    for (const file of await fg('**/*.{md,mdx}', { cwd: path.join(site, root.path) })) {
      const filePath = path.join(site, root.path, file);
      row.files++;
      let text = fs.readFileSync(filePath, 'utf8');
      if (text.startsWith('\ufeff')) text = text.slice(1);
      const label = `${config.id}/${root.path}/${file}`;
      try {
        let t = Date.now();
        const document = await readDocument({ filePath, text }, markdown, defaultTextRules);
        row.parseMs += Date.now() - t;
        if ('reason' in document) { row.refused++; if (process.env['V']) console.log('REFUSED', label, document.line, document.reason); continue; }
        row.segments += document.segments.length;
        const place = { page: path.posix.join(root.path, file), root: root.path, localized: path.posix.join('i18n/xx', root.kind, file), exists: (f: string) => fs.existsSync(path.join(site, f)) };
        const edits = editsOf(document, place);
        const out = render(document, edits, new Map());
        if (revert(out, text, edits) !== text) { row.identity++; console.log('IDENTITY', label); }
        t = Date.now();
        const own = new Map(document.segments.map((s, i) => [i, s.words]));
        const forced = await soundTranslations({ document, rules: defaultTextRules, edits }, own);
        row.forcedMs += Date.now() - t;
        for (const i of forced.rejected) { row.forced++; const s = document.segments[i]; console.log('FORCED', label, s?.kind, JSON.stringify(s?.text.slice(0, 200)), JSON.stringify(text.slice(s?.range.start, s?.range.end).slice(0, 200))); }
        t = Date.now();
        const pseudo = await soundTranslations({ document, rules: defaultTextRules, edits }, new Map([...own].map(([i, w]) => [i, pseudoLocalize(w)])));
        row.pseudoMs += Date.now() - t;
        for (const i of pseudo.rejected) { row.pseudo++; if (!forced.rejected.includes(i)) { const s = document.segments[i]; console.log('PSEUDO', label, s?.kind, JSON.stringify(s?.text.slice(0, 200))); }}
      } catch (error) { console.log('CRASH', label, error); }
    }
  }
  console.log(config.id, JSON.stringify(row), Date.now() - t0);
}
