window.nostojs = window.nostojs || function (cb) { (window.nostojs.q = window.nostojs.q || []).push(cb) }
