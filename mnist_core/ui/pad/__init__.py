"""The drawing pad: a component that draws and answers in the browser, and has the server confirm."""
