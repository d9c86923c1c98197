// Passkeys: asks the server what to ask, the authenticator, and sends the page's own form with the answer. Without it the form says what to do.
(() => {
  'use strict';

  const toBytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  const toText = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const ids = list => (list ?? []).map(item => ({ ...item, id: toBytes(item.id) }));

  const ask = {
    create: options => navigator.credentials.create({
      publicKey: { ...options, challenge: toBytes(options.challenge), user: { ...options.user, id: toBytes(options.user.id) }, excludeCredentials: ids(options.excludeCredentials) },
    }),
    get: options => navigator.credentials.get({ publicKey: { ...options, challenge: toBytes(options.challenge), allowCredentials: ids(options.allowCredentials) } }),
  };

  const write = credential => {
    const { response } = credential;
    const part = name => response[name] ? { [name]: toText(response[name]) } : {};
    return JSON.stringify({
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: {
        ...part('clientDataJSON'), ...part('attestationObject'), ...part('authenticatorData'), ...part('signature'), ...part('userHandle'),
        ...(response.getTransports ? { transports: response.getTransports() } : {}),
      },
    });
  };

  const words = error => error.name === 'InvalidStateError' ? 'Cet appareil a déjà une clé d’accès pour votre compte.'
    : error.name === 'NotAllowedError' || error.name === 'AbortError' ? 'La demande a été annulée, ou l’appareil n’a pas répondu à temps. Vous pouvez recommencer.'
      : 'La clé d’accès n’a pas pu être utilisée. Rechargez la page et recommencez.';

  document.querySelectorAll('form[data-passkey]').forEach(form => {
    const said = form.querySelector('[data-failure]');
    if (!window.PublicKeyCredential) {
      return;
    }
    form.querySelector('[data-without-script]').hidden = true;
    form.querySelector('button[hidden]').hidden = false;
    // Before the rule that sends a form once: it is sent by this script, when the authenticator has answered.
    form.addEventListener('submit', async event => {
      event.preventDefault();
      said.hidden = true;
      const button = form.querySelector('button');
      button.disabled = true;
      try {
        const token = new FormData(form).get('__RequestVerificationToken');
        const asked = await fetch(form.dataset.options, { method: 'POST', body: new URLSearchParams({ __RequestVerificationToken: token }), redirect: 'manual' });
        if (!asked.ok || !asked.headers.get('Content-Type')?.startsWith('application/json')) {
          // The page is too old, or the sign-in is: the server says what to do.
          form.submit();
          return;
        }
        form.elements.credential.value = write(await ask[form.dataset.passkey](await asked.json()));
        form.submit();
      } catch (error) {
        button.disabled = false;
        said.textContent = words(error);
        said.hidden = false;
      }
    });
  });
})();
