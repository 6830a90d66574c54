() => {
  // The weakest contrast of any text that is shown with what is painted behind it (WCAG 2, relative luminance).
  const parse = (color) => color.match(/[\d.]+/g).map(Number);
  const channel = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  let count = 0;
  let weakest = { ratio: 21 };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility({ checkOpacity: true })) continue;
    const [text, ground] = [parse(getComputedStyle(node).color), behind(node)].map(luminance);
    const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
    count += 1;
    if (ratio < weakest.ratio) weakest = { ratio, text: walker.currentNode.data.trim(), place: node.className || node.tagName };
  }
  return { ...weakest, count };
}
