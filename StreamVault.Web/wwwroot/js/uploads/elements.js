// Plain elements, made in one line.
export function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) {
    made.textContent = text;
  }

  return made;
}

export function action(text, label, act) {
  const button = element("button", "button bare", text);
  button.type = "button";
  button.setAttribute("aria-label", label);
  button.addEventListener("click", act);
  return button;
}

export function linkTo(text, label, address) {
  const link = element("a", "button bare", text);
  link.href = address;
  link.setAttribute("aria-label", label);
  return link;
}

// Puts other buttons in place; whoever stood on one of the old ones stands on the first of the new.
export function replaceActions(place, actions) {
  const stoodHere = place.contains(document.activeElement);
  place.replaceChildren(...actions);
  if (stoodHere) {
    actions[0]?.focus();
  }
}

export function makePicker(label, act) {
  const picker = element("input", "");
  Object.assign(picker, { type: "file", hidden: true });
  picker.setAttribute("aria-label", label);
  picker.addEventListener("change", () => {
    act([...picker.files]);
    picker.value = "";
  });
  return picker;
}
