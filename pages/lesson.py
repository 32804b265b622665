"""Inside the network: a digit's way through the CNN, step by step, for a class."""

from mnist_core.ui.frame import begin_page, footer
from mnist_core.ui.lesson.frame import choose_step
from mnist_core.ui.lesson.subject import find_subject
from mnist_core.ui.lesson.take_along import offer_take_along
from mnist_core.ui.loading import find_recognizer

begin_page("Inside the network", sidebar="collapsed")
step = choose_step()
recognizer = find_recognizer()
if recognizer:
    subject = find_subject(recognizer)
    step.draw(subject)
    offer_take_along(subject)
footer()
