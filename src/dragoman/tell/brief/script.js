"use strict";
(() => {
  const dialog = document.getElementById("dialog");
  const words = document.getElementById("said");
  const fields = ["kind", "who", "whom", "where", "when", "many", "status", "says"];
  if (!dialog.showModal) return;
  const open = (link) => {
    const list = document.createElement("ol");
    list.className = "notes";
    for (const number of link.dataset.n.split(" ")) {
      const note = document.getElementById("n" + number);
      if (!note) continue;
      const copy = note.cloneNode(true);
      copy.removeAttribute("id");
      copy.removeAttribute("tabindex");
      list.append(copy);
    }
    const title = document.createElement("h2");
    title.textContent = link.textContent;
    title.dir = "auto";
    words.replaceChildren(title, list);
    for (const field of fields) dialog.classList.toggle("show-" + field, field === link.dataset.f);
    dialog.showModal();
    dialog.scrollTop = 0;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.v");
    if (link && !dialog.open && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(link);
    } else if (event.target === dialog || event.target.closest("dialog a")) {
      dialog.close();
    }
  });
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView();
  };
  window.addEventListener("hashchange", unfold);
  if (location.hash) unfold();
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const one of opened) one.open = true;
  });
  window.addEventListener("afterprint", () => { for (const one of opened) one.open = false; });
})();
