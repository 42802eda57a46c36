// @ts-check
// A long act that is done part by part: its next part is asked for as soon as the page shows how far it is.
const form = document.getElementById('go-on');
if (form instanceof HTMLFormElement) form.submit();
