import './elements/evaluate/evaluate.ts';
