const SYMBOLS = { '\\times': '×', '\\approx': '≈', '\\tfrac12': '½' };

/** Shows the code elements that remark-math leaves as plain formulas: no fonts, no layout engine. */
export default function rehypeFormula() {
  return (tree) => showFormulas(tree);
}

function showFormulas(parent) {
  for (const [index, node] of (parent.children ?? []).entries()) {
    const code = node.tagName === 'pre' ? node.children[0] : node;
    if (isMath(code)) parent.children[index] = formula(code, node.tagName === 'pre');
    else showFormulas(node);
  }
}

function isMath(node) {
  return node?.tagName === 'code' && node.properties.className?.includes('language-math');
}

function formula(code, isBlock) {
  return {
    type: 'element',
    tagName: isBlock ? 'div' : 'span',
    properties: { className: ['formula'], dir: 'ltr' },
    children: [{ type: 'text', value: typeset(code.children[0].value) }],
  };
}

function typeset(tex) {
  return tex
    .replaceAll(/\\tfrac12|\\[a-z]+/g, (command) => SYMBOLS[command] ?? command)
    .replaceAll(/_\{(\w+)\}/g, '($1)')
    .trim();
}
