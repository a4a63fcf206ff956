// Shows a site word on the whole screen, and follows its change at midnight.

const OFTEN = 30_000;

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-fullscreen]');
  if (button) document.getElementById(button.dataset.fullscreen).requestFullscreen();
});

function follow() {
  if (document.hidden) return;
  document.querySelectorAll('.word .now').forEach((each) => each.dispatchEvent(new Event('changed')));
}

setInterval(follow, OFTEN);
document.addEventListener('visibilitychange', follow);
