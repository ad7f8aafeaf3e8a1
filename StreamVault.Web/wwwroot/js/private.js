// Unlocking needs a separate request: the server limits wrong passwords by the address of the request.
document.addEventListener("click", async (event) => {
  const open = event.target.closest("[data-open-private]");
  if (open) {
    document.getElementById(open.dataset.openPrivate)?.showModal();
    return;
  }

  if (event.target.closest("[data-close-private]")) {
    event.target.closest("dialog").close();
    return;
  }

  const lock = event.target.closest("[data-lock-private]");
  if (lock) {
    lock.disabled = true;
    await fetch(lock.dataset.lockPrivate, { method: "DELETE" }).catch(() => null);
    location.reload();
  }
});

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-unlock-private]");
  if (!form) {
    return;
  }

  event.preventDefault();
  const error = form.querySelector("[role=alert]");
  error.textContent = "";
  const answer = await fetch(form.dataset.unlockPrivate, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ password: form.elements.password.value }),
  }).catch(() => null);
  if (answer?.ok) {
    location.reload();
    return;
  }

  const problem = await answer?.json().catch(() => null);
  error.textContent = problem?.detail ?? "The server doesn't respond. Try again.";
  form.elements.password.select();
});
