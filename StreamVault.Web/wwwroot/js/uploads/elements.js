// Helpers that create elements.
export function element(tag, className, text) {
  const created = document.createElement(tag);
  created.className = className;
  if (text !== undefined) {
    created.textContent = text;
  }

  return created;
}

export function action(text, label, act) {
  const button = element("button", "button bare", text);
  button.type = "button";
  button.setAttribute("aria-label", label);
  button.addEventListener("click", act);
  return button;
}

// The choices about a duplicate. The tooltips say what happens to both files.
export const addAnywayAction = (name, act) =>
  Object.assign(action("Add anyway", `Add anyway: ${name}`, act), { title: "Adds it as another video and keeps the one you have" });

export const dontAddAction = (name, act) =>
  Object.assign(action("Don't add", `Don't add: ${name}`, act), { title: "Deletes this upload and keeps the video you have" });

export function linkTo(text, label, address) {
  const link = element("a", "button bare", text);
  link.href = address;
  link.setAttribute("aria-label", label);
  return link;
}

// Replaces the buttons of a container. If one of them had the focus, the first new one gets it.
export function replaceActions(container, actions) {
  const hadFocus = container.contains(document.activeElement);
  container.replaceChildren(...actions);
  if (hadFocus) {
    actions[0]?.focus();
  }
}

export function createPicker(label, act) {
  const picker = element("input", "");
  Object.assign(picker, { type: "file", hidden: true });
  picker.setAttribute("aria-label", label);
  picker.addEventListener("change", () => {
    act([...picker.files]);
    picker.value = "";
  });
  return picker;
}
