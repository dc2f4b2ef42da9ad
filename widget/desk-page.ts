import './elements/desk/desk.ts';
